using System.Reflection;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The members of an emitted class, found by reflection.</summary>
sealed class EmittedClass(Type type)
{
    public delegate void FloatRun(ReadOnlySpan<float> input, Span<float> output);

    public delegate void ByteRun(ReadOnlySpan<byte> input, Span<float> output);

    public delegate void ScratchRun(ReadOnlySpan<float> input, Span<float> output, Span<byte> scratch);

    private delegate bool Test(out string report);

    public FloatRun Run { get; } = Method<FloatRun>(type, "Run");

    public ByteRun RunQuantized { get; } = Method<ByteRun>(type, "RunQuantized");

    public ScratchRun RunInScratch { get; } = Method<ScratchRun>(type, "Run");

    public ByteRun RunPixels => Method<ByteRun>(type, "Run");

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
    /// <param name="kernel">Tier to force, or "best".</param>
    public static EmittedClass Load(QuantizedModel model, string kernel = "best", EmissionOptions? options = null)
    {
        var result = ModelCompiler.Compile(ModelWriter.Write(model), model.Name + ".qmlp", options ?? new EmissionOptions());
        Assert.Empty(result.Errors);
        (string, byte[])? resource = result.ResourceName is null
            ? null
            : (result.ResourceName, [.. SidecarHeader.Create(model.Weights), .. model.Weights.Bytes!]);
        var assembly = EmittedAssembly.Load(result.Sources, resource);
        return WithKernel(kernel, () =>
        {
            var loaded = new EmittedClass(assembly.GetType(result.ClassName, throwOnError: true)!);
            Assert.True(kernel == "best" || kernel == loaded.Kernel);
            return loaded;
        });
    }

    /// <summary>The tier is read when an emitted class first runs; each loaded assembly has a choice of its own.</summary>
    public static T WithKernel<T>(string kernel, Func<T> action)
    {
        AppContext.SetData("QMlp.Kernel", kernel);
        try
        {
            return action();
        }
        finally
        {
            AppContext.SetData("QMlp.Kernel", null);
        }
    }

    private static T Method<T>(Type type, string name)
        where T : Delegate => Find<T>(type, name)!.CreateDelegate<T>();

    private static MethodInfo? Find<T>(Type type, string name) =>
        type.GetMethod(name, typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray());
}
