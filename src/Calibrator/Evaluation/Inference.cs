using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Runs all samples of a source, on all cores: reading in order, computing in parallel, chunk by chunk.</summary>
static class Inference
{
    /// <summary>Samples in memory at once.</summary>
    private const int Chunk = 256;

    /// <summary>Outputs of the generated code, [samples, outputs].</summary>
    public static float[] Run(
        LoadedModel model, QuantizedModel description, ISampleSource source, IProgress<double> progress, CancellationToken cancellation = default)
    {
        var outputs = ModelFacts.OutputLength(description);
        var results = new float[checked(source.Count * outputs)];
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        if (TakesBytesOf(description, source))
        {
            ForEachChunk<byte>(source, source.ReadPixels, progress, (samples, first, count) => Parallel.For(0, count, parallel, i =>
                model.Run(Row(samples, i, source.Shape.Length), results.AsSpan((first + i) * outputs, outputs))));
        }
        else
        {
            ForEachChunk<float>(source, source.ReadFloats, progress, (samples, first, count) => Parallel.For(0, count, parallel, i =>
                model.Run(Row(samples, i, source.Shape.Length), results.AsSpan((first + i) * outputs, outputs))));
        }

        return results;
    }

    /// <summary>Outputs of ONNX Runtime on the float model, [samples, outputs].</summary>
    public static float[] Run(FloatRunner model, ISampleSource source, int outputs, IProgress<double> progress, CancellationToken cancellation = default)
    {
        var results = new float[checked(source.Count * outputs)];
        var done = 0;
        foreach (var row in model.Run(source, cancellation))
        {
            if (row.Length != outputs)
            {
                throw new UserError(
                    $"The float model has {row.Length} outputs, the quantized one {outputs}: they are different networks, or the quantized one was calibrated "
                        + "with an --output-node that has to be given here as well.");
            }

            row.CopyTo(results, done * outputs);
            progress.Report((double)++done / source.Count);
        }

        return results;
    }

    /// <summary>Whether the samples can be given as they are: byte images in the layout that the model was calibrated on.</summary>
    public static bool TakesBytesOf(QuantizedModel description, ISampleSource source) =>
        description.Input.Pixels != PixelLayout.None && source.IsPixels && source.Layout == description.Input.Pixels
        && InputNormalization.Of(description).Matches(source);

    private static ReadOnlySpan<T> Row<T>(T[] samples, int index, int size) => samples.AsSpan(index * size, size);

    private static void ForEachChunk<T>(ISampleSource source, ReadSample<T> read, IProgress<double> progress, Action<T[], int, int> run)
    {
        var size = source.Shape.Length;
        var samples = new T[checked(Math.Min(Chunk, source.Count) * size)];
        for (var first = 0; first < source.Count; first += Chunk)
        {
            var count = Math.Min(Chunk, source.Count - first);
            for (var i = 0; i < count; i++)
            {
                read(first + i, samples.AsSpan(i * size, size));
            }

            run(samples, first, count);
            progress.Report((double)(first + count) / source.Count);
        }
    }

    private delegate void ReadSample<T>(int index, Span<T> values);
}
