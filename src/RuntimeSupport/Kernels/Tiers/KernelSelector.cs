// Needs: ITier.cs KernelTier.cs ScalarTier.cs Vector128Tier.cs Avx2Tier.cs Avx512Tier.cs AvxVnniTier.cs Avx512VnniTier.cs
#nullable enable
using System;
using System.Collections.Generic;

namespace QMlp.Runtime;

/// <summary>
/// Chooses the tier of this process, once: the environment variable <c>QMLP_KERNEL</c>, else the AppContext value <c>QMlp.Kernel</c>
/// (both take a tier's name or <c>best</c>), else the best that the processor and the runtime support.
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

    /// <summary>The tier to run.</summary>
    /// <exception cref="InvalidOperationException">The tier asked for is unknown, or not supported here.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public static KernelTier Selected
    {
        get
        {
            if (_selected == 0)
            {
                _selected = (int)Select() + 1;
            }

            return (KernelTier)(_selected - 1);
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

    /// <summary>The tier that a request names: a tier's name, or <c>best</c>, null or nothing for the best of this machine.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Where the request stands, for the message: "environment variable QMLP_KERNEL".</param>
    /// <exception cref="InvalidOperationException">The tier asked for is unknown, or not supported here.</exception>
    public static KernelTier Choose(string? request, string origin)
    {
        var available = Available;
        if (string.IsNullOrEmpty(request) || request == "best")
        {
            return available[available.Count - 1];
        }

        var names = new List<string>();
        foreach (var tier in available)
        {
            names.Add(NameOf(tier));
            if (request == NameOf(tier))
            {
                return tier;
            }
        }

        var asked = !Array.Exists(Tiers, tier => tier.Name == request)
            ? $"a kernel tier '{request}' that does not exist"
            : $"the kernel tier '{request}', which this machine or runtime does not support";
        throw new InvalidOperationException($"The {origin} asks for {asked}; available here: {string.Join(", ", names)}, best.");
    }

    private static (string Name, Func<bool> IsSupported) Of<TTier>()
        where TTier : struct, ITier => (TTier.Name, static () => TTier.IsSupported);

    private static KernelTier Select()
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
