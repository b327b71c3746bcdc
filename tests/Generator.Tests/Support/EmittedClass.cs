using System.Reflection;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The members of an emitted class, found by reflection.</summary>
sealed class EmittedClass(Type type)
{
    private static readonly Lock TierChoice = new();

    public delegate void FloatRun(ReadOnlySpan<float> input, Span<float> output);

    public delegate void ByteRun(ReadOnlySpan<byte> input, Span<float> output);

    public delegate void IntegerRun<T>(ReadOnlySpan<T> input, Span<int> accumulators);

    private delegate ReadOnlySpan<float> FloatList();

    public delegate void ScratchRun(ReadOnlySpan<float> input, Span<float> output, Span<byte> scratch);

    public delegate void ParallelRun<T>(ReadOnlySpan<T> input, Span<float> output, int degreeOfParallelism);

    public delegate void ParallelScratchRun<T>(ReadOnlySpan<T> input, Span<float> output, Span<byte> scratch, int degreeOfParallelism);

    public delegate void BatchRun<T>(ReadOnlySpan<T> inputs, Span<float> outputs, int count, int degreeOfParallelism);

    private delegate bool Test(out string report);

    public FloatRun Run { get; } = Method<FloatRun>(type, "Run");

    public ByteRun RunQuantized { get; } = Method<ByteRun>(type, "RunQuantized");

    public ScratchRun RunInScratch { get; } = Method<ScratchRun>(type, "Run");

    public ParallelRun<float> RunParallel { get; } = Method<ParallelRun<float>>(type, "Run");

    public ParallelScratchRun<float> RunParallelInScratch => Method<ParallelScratchRun<float>>(type, "Run");

    public ParallelRun<byte> RunPixelsParallel => Method<ParallelRun<byte>>(type, "Run");

    public BatchRun<float> RunBatch { get; } = Method<BatchRun<float>>(type, "RunBatch");

    public BatchRun<byte> RunPixelBatch => Method<BatchRun<byte>>(type, "RunBatch");

    public Func<int, int> ScratchSizeFor => Method<Func<int, int>>(type, "ScratchSizeFor");

    public ByteRun RunPixels => Method<ByteRun>(type, "Run");

    /// <summary>Null where the last layer mixes tokens.</summary>
    public IntegerRun<float>? RunAccumulators => Find<IntegerRun<float>>(type, "RunAccumulators")?.CreateDelegate<IntegerRun<float>>();

    public IntegerRun<byte> RunPixelAccumulators => Method<IntegerRun<byte>>(type, "RunAccumulators");

    public float[] AccumulatorScales => type.GetProperty("AccumulatorScales")!.GetMethod!.CreateDelegate<FloatList>()().ToArray();

    public bool TakesPixels => Find<ByteRun>(type, "Run") is not null;

    public string Kernel => (string)type.GetProperty("Kernel")!.GetValue(null)!;

    public int OutputLength => Constant<int>("OutputLength");

    public int ScratchSize => Constant<int>("ScratchSize");

    public T Constant<T>(string name) => (T)type.GetField(name)!.GetRawConstantValue()!;

    public bool SelfTest(out string report) => Method<Test>(type, "SelfTest")(out report);

    public float[] Apply(ReadOnlySpan<float> input)
    {
        var output = new float[OutputLength];
        Run(input, output);
        return output;
    }

    public float[] ApplyQuantized(ReadOnlySpan<byte> input)
    {
        var output = new float[OutputLength];
        RunQuantized(input, output);
        return output;
    }

    /// <summary>Compiles a model and loads its class.</summary>
    /// <param name="resource">What to embed for a sidecar instead of the model's own: nothing when it is empty.</param>
    public static EmittedClass Load(QuantizedModel model, byte[]? resource = null) => LoadOn(null, Compile(model, resource));

    /// <summary>
    /// Compiles a model once and loads it for each tier that this machine has. The tier is chosen when an emitted class first runs;
    /// each loaded copy of the assembly has a choice of its own.
    /// </summary>
    public static IEnumerable<EmittedClass> LoadOnEveryTier(QuantizedModel model, params string[] tiers)
    {
        var load = Compile(model, null);
        var loaded = tiers.Select(tier => TryLoadOn(tier, load)).OfType<EmittedClass>().ToArray();
        Assert.Contains(loaded, emitted => emitted.Kernel == "scalar");
        return loaded;
    }

    /// <returns>Null where this machine does not have the tier.</returns>
    private static EmittedClass? TryLoadOn(string tier, Func<Type> load)
    {
        var emitted = LoadOn(tier, load);
        return emitted.Kernel == tier ? emitted : null;
    }

    /// <summary>
    /// Loads a class and has it choose its tier: one class at a time, because the value that names the tier belongs to the process
    /// and tests run side by side.
    /// </summary>
    /// <param name="tier">Null for the one that the machine's best is.</param>
    private static EmittedClass LoadOn(string? tier, Func<Type> load)
    {
        lock (TierChoice)
        {
            AppContext.SetData("QMlp.Kernel", tier);
            try
            {
                var emitted = new EmittedClass(load());
                _ = emitted.Kernel;
                return emitted;
            }
            finally
            {
                AppContext.SetData("QMlp.Kernel", null);
            }
        }
    }

    private static Func<Type> Compile(QuantizedModel model, byte[]? resource)
    {
        var result = ModelCompiler.Compile(ModelWriter.Write(model), model.Name + ".qmlp", new EmissionOptions { IncludeKernels = false });
        Assert.Empty(result.Errors);
        byte[] embedded = resource ?? [.. SidecarHeader.Create(model.Weights), .. model.Weights.Bytes!];
        var image = EmittedAssembly.Emit(result.Sources, result.ResourceName is null || embedded.Length == 0 ? null : (result.ResourceName, embedded));
        return () => EmittedAssembly.Load(image).GetType(result.ClassName, throwOnError: true)!;
    }

    private static T Method<T>(Type type, string name)
        where T : Delegate => Find<T>(type, name)!.CreateDelegate<T>();

    private static MethodInfo? Find<T>(Type type, string name) =>
        type.GetMethod(name, typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray());
}
