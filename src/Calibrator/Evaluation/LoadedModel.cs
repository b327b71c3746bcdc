using System.Reflection;
using System.Runtime.Loader;

namespace QMlp.Calibrator.Evaluation;

/// <summary>An emitted class, loaded and initialized with one kernel tier. Thread-safe, as emitted classes are.</summary>
sealed class LoadedModel : IDisposable
{
    /// <summary>What emitted classes read, once, when they are first used: the environment variable, else the runtime property.</summary>
    private const string KernelVariable = "QMLP_KERNEL", KernelProperty = "QMlp.Kernel";

    /// <summary>Both belong to the process: one load at a time.</summary>
    private static readonly Lock Loading = new();

    private readonly AssemblyLoadContext _context;
    private readonly FloatRun _runFloats;
    private readonly ParallelFloatRun? _runParallel;
    private readonly PixelRun? _runPixels;
    private readonly Func<bool> _selfTest;

    private LoadedModel(AssemblyLoadContext context, Type type)
    {
        _context = context;
        _runFloats = Method<FloatRun>(type, "Run", typeof(ReadOnlySpan<float>), typeof(Span<float>))!;
        _runParallel = Method<ParallelFloatRun>(type, "Run", typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(int));
        _runPixels = Method<PixelRun>(type, "Run", typeof(ReadOnlySpan<byte>), typeof(Span<float>));
        _selfTest = Method<Func<bool>>(type, "SelfTest")!;
        StepTimes = type.GetProperty("StepTicks") is { } ticks
            ? new StepTimes(
                (string[])type.GetProperty("StepNames")!.GetValue(null)!, (long[])type.GetProperty("StepMacs")!.GetValue(null)!, (long[])ticks.GetValue(null)!)
            : null;
        Kernel = type.GetProperty("Kernel", BindingFlags.Static | BindingFlags.Public)!.GetMethod!.CreateDelegate<Func<string>>()();
    }

    private delegate void FloatRun(ReadOnlySpan<float> input, Span<float> output);

    private delegate void ParallelFloatRun(ReadOnlySpan<float> input, Span<float> output, int degreeOfParallelism);

    private delegate void PixelRun(ReadOnlySpan<byte> pixels, Span<float> output);

    /// <summary>The times of the class's steps; null unless it was compiled to count them.</summary>
    public StepTimes? StepTimes { get; }

    /// <summary>Whether one sample can be spread over threads.</summary>
    public bool IsParallel => _runParallel is not null;

    /// <summary>The tier that the class chose, and behind it what it says of a request that could not be met.</summary>
    public string Kernel { get; }

    /// <summary>
    /// Loads an assembly apart from all others and has the class choose its tier: the given one (null if this machine does not have it),
    /// or for <see cref="TierNames.Best"/> whatever it chooses by itself.
    /// </summary>
    public static LoadedModel? TryLoad(byte[] assembly, string className, string kernel)
    {
        lock (Loading)
        {
            var (variable, property) = (Environment.GetEnvironmentVariable(KernelVariable), AppContext.GetData(KernelProperty));
            var context = new AssemblyLoadContext(className, isCollectible: true);
            try
            {
                if (kernel != TierNames.Best)
                {
                    Environment.SetEnvironmentVariable(KernelVariable, null);
                    AppContext.SetData(KernelProperty, kernel);
                }

                var loaded = new LoadedModel(context, context.LoadFromStream(new MemoryStream(assembly)).GetType(className, throwOnError: true)!);
                if (kernel == TierNames.Best || loaded.Kernel == kernel)
                {
                    return loaded;
                }

                // The class runs its best tier where the machine does not have the one that it is asked for.
                loaded.Dispose();
                return null;
            }
            finally
            {
                Environment.SetEnvironmentVariable(KernelVariable, variable);
                AppContext.SetData(KernelProperty, property);
            }
        }
    }

    public void Run(ReadOnlySpan<float> input, Span<float> output) => _runFloats(input, output);

    /// <exception cref="InvalidOperationException">The class cannot spread a sample over threads.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output, int degreeOfParallelism) =>
        (_runParallel ?? throw new InvalidOperationException("The class has no method for several threads."))(input, output, degreeOfParallelism);

    /// <exception cref="InvalidOperationException">The model takes floats only.</exception>
    public void Run(ReadOnlySpan<byte> pixels, Span<float> output) =>
        (_runPixels ?? throw new InvalidOperationException("The model was not calibrated on byte images."))(pixels, output);

    /// <summary>Whether the golden vectors come out right.</summary>
    public bool SelfTest() => _selfTest();

    public void Dispose() => _context.Unload();

    private static T? Method<T>(Type type, string name, params Type[] parameters)
        where T : Delegate =>
        type.GetMethod(name, BindingFlags.Static | BindingFlags.Public, parameters)?.CreateDelegate<T>();
}
