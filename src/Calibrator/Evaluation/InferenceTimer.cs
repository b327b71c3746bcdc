using System.Diagnostics;
using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Time of one inference of one sample on one thread: the median over rounds, after a warm-up that lets the JIT finish.</summary>
static class InferenceTimer
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300), Measurement = TimeSpan.FromMilliseconds(600);

    /// <summary>Of the generated code, from bytes where it takes the source's as they are.</summary>
    public static TimeSpan OfGeneratedCode(LoadedModel model, QuantizedModel description, ISampleSource source, CancellationToken cancellation = default)
    {
        var output = new float[ModelFacts.OutputLength(description)];
        if (Inference.TakesBytesOf(description, source))
        {
            var pixels = new byte[source.Shape.Length];
            source.ReadPixels(0, pixels);
            return Median(() => model.Run(pixels, output), cancellation);
        }

        var sample = Floats(source);
        return Median(() => model.Run(sample, output), cancellation);
    }

    /// <summary>Of ONNX Runtime on the float model.</summary>
    /// <param name="model">Made with one thread.</param>
    public static TimeSpan OfOnnxRuntime(FloatRunner model, ISampleSource source, CancellationToken cancellation = default)
    {
        var sample = Floats(source);
        return Median(() => model.Run(sample, cancellation), cancellation);
    }

    private static float[] Floats(ISampleSource source)
    {
        var sample = new float[source.Shape.Length];
        source.ReadFloats(0, sample);
        return sample;
    }

    private static TimeSpan Median(Action run, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        do
        {
            cancellation.ThrowIfCancellationRequested();
            run();
        }
        while (clock.Elapsed < WarmUp);

        var times = new List<long>();
        for (clock.Restart(); clock.Elapsed < Measurement || times.Count < 3;)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetTimestamp() - start);
        }

        times.Sort();
        return Stopwatch.GetElapsedTime(0, times[times.Count / 2]);
    }
}
