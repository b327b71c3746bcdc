// Needs: ITier.cs KernelTier.cs ScalarTier.cs Vector128Tier.cs Avx2Tier.cs Avx512Tier.cs AvxVnniTier.cs Avx512VnniTier.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Collections.Generic;
using System.Threading;

/// <summary>
/// Chooses the tier of this process, once: the environment variable <c>QMLP_KERNEL</c>, else the AppContext value <c>QMlp.Kernel</c>
/// (both take a tier's name or <c>best</c>), else the best that the processor and the runtime support. A request that cannot be met ends
/// nobody's process: the best tier runs, and <see cref="Description"/> says both.
/// </summary>
static partial class KernelSelector
{
    /// <summary>Environment variable that forces a tier.</summary>
    public const string EnvironmentVariable = "QMLP_KERNEL";

    /// <summary>AppContext value (runtimeconfig.json, RuntimeHostConfigurationOption) that forces a tier.</summary>
    public const string AppContextName = "QMlp.Kernel";

    /// <summary>The structs of the tiers, in the order of <see cref="KernelTier"/>.</summary>
    private static readonly (string Name, Func<bool> IsSupported)[] Tiers =
    [
        Of<ScalarTier>(),
        Of<Vector128Tier>(),
        Of<Avx2Tier>(),
        Of<Avx512Tier>(),
        Of<AvxVnniTier>(),
        Of<Avx512VnniTier>(),
    ];

    /// <summary>Chosen tier + 1, or 0 before the first choice. A race makes the same choice twice.</summary>
    private static int _selected;

    /// <summary>Written before <see cref="_selected"/>, so that whoever sees a choice sees its description.</summary>
    private static string _description = "";

    /// <summary>The tier to run.</summary>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public static KernelTier Selected
    {
        get
        {
            if (_selected == 0)
            {
                var (tier, description) = Select();
                _description = description;
                Volatile.Write(ref _selected, (int)tier + 1);
            }

            return (KernelTier)(_selected - 1);
        }
    }

    /// <summary>Name of the tier to run, and where somebody asked for another that cannot run here, who and for what.</summary>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public static string Description
    {
        get
        {
            _ = Selected;
            return _description;
        }
    }

    /// <summary>Tiers that this process can run, slowest first.</summary>
    public static IReadOnlyList<KernelTier> Available
    {
        get
        {
            var available = new List<KernelTier>();
            foreach (var tier in Enum.GetValues<KernelTier>())
            {
                if (IsSupported(tier))
                {
                    available.Add(tier);
                }
            }

            return available;
        }
    }

    /// <summary>The name of a tier as users write it.</summary>
    public static string NameOf(KernelTier tier) => Tiers[(int)tier].Name;

    /// <summary>True where this process can run the tier.</summary>
    public static bool IsSupported(KernelTier tier) => Tiers[(int)tier].IsSupported();

    /// <summary>
    /// The tier that a request names: a tier's name, or <c>best</c>, null or nothing for the best of this machine, which also stands in for a
    /// tier that does not exist or that this machine lacks.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Where the request stands, for the description: "environment variable QMLP_KERNEL".</param>
    /// <returns>The tier, and its name with what could not be met of the request.</returns>
    public static (KernelTier Tier, string Description) Choose(string? request, string origin)
    {
        var available = Available;
        var best = available[available.Count - 1];
        if (string.IsNullOrEmpty(request) || request == "best")
        {
            return (best, NameOf(best));
        }

        foreach (var tier in available)
        {
            if (request == NameOf(tier))
            {
                return (tier, request);
            }
        }

        var lacking = Array.Exists(Tiers, tier => tier.Name == request) ? "which this machine or runtime does not have" : "which is no kernel tier";
        return (best, $"{NameOf(best)} (the {origin} asks for '{request}', {lacking})");
    }

    private static (string Name, Func<bool> IsSupported) Of<TTier>()
        where TTier : struct, ITier => (TTier.Name, static () => TTier.IsSupported);

    private static (KernelTier Tier, string Description) Select()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Quantized models run on little-endian machines only: weights and tables are stored little-endian.");
        }

        var environment = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return string.IsNullOrEmpty(environment)
            ? Choose(AppContext.GetData(AppContextName) as string, $"AppContext value {AppContextName}")
            : Choose(environment, $"environment variable {EnvironmentVariable}");
    }
}
