using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace QMlp.Calibrator.Evaluation;

/// <summary>An emitted class, loaded and initialised with one kernel tier. Thread-safe, as emitted classes are.</summary>
sealed class LoadedModel : IDisposable
{
    /// <summary>The runtime property that emitted classes read, once, when they initialise.</summary>
    private const string KernelProperty = "QMlp.Kernel";

    /// <summary>The property belongs to the process: one load at a time.</summary>
    private static readonly Lock Loading = new();

    private readonly AssemblyLoadContext _context;
    private readonly FloatRun _runFloats;
    private readonly PixelRun? _runPixels;
    private readonly Func<bool> _selfTest;

    private LoadedModel(AssemblyLoadContext context, Type type)
    {
        _context = context;
        _runFloats = Method<FloatRun>(type, "Run", typeof(ReadOnlySpan<float>), typeof(Span<float>))!;
        _runPixels = Method<PixelRun>(type, "Run", typeof(ReadOnlySpan<byte>), typeof(Span<float>));
        _selfTest = Method<Func<bool>>(type, "SelfTest")!;
        Kernel = (string)type.GetProperty("Kernel", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
    }

    private delegate void FloatRun(ReadOnlySpan<float> input, Span<float> output);

    private delegate void PixelRun(ReadOnlySpan<byte> pixels, Span<float> output);

    /// <summary>The tier that the class chose.</summary>
    public string Kernel { get; }

    /// <summary>Loads an assembly apart from all others and initialises the class under the given tier.</summary>
    public static LoadedModel Load(byte[] assembly, string className, string kernel)
    {
        lock (Loading)
        {
            var before = AppContext.GetData(KernelProperty);
            var context = new AssemblyLoadContext(className, isCollectible: true);
            try
            {
                AppContext.SetData(KernelProperty, kernel == Kernels.Best ? null : kernel);
                var type = context.LoadFromStream(new MemoryStream(assembly)).GetType(className, throwOnError: true)!;
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
                return new LoadedModel(context, type);
            }
            catch
            {
                context.Unload();
                throw;
            }
            finally
            {
                AppContext.SetData(KernelProperty, before);
            }
        }
    }

    public void Run(ReadOnlySpan<float> input, Span<float> output) => _runFloats(input, output);

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
