using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>A model with one float input in the executor that import is held against: as it is, without optimizations, unless asked for.</summary>
sealed class OnnxRuntime : IDisposable
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;

    static OnnxRuntime() => OnnxRuntimeTelemetry.TurnOff();

    public OnnxRuntime(byte[] model, bool optimize = false)
    {
        _options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
        };
        _session = new InferenceSession(model, _options);
    }

    /// <summary>The first output for one input of the given shape.</summary>
    public float[] Run(ReadOnlySpan<int> shape, float[] input)
    {
        var name = _session.InputMetadata.Keys.Single();
        using var results = _session.Run([NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(input, shape))]);
        return results[0].AsTensor<float>().ToArray();
    }

    /// <summary>Every output by its name.</summary>
    public Dictionary<string, float[]> RunAll(ReadOnlySpan<int> shape, float[] input)
    {
        var name = _session.InputMetadata.Keys.Single();
        using var results = _session.Run([NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(input, shape))]);
        return results.ToDictionary(result => result.Name, result => result.AsTensor<float>().ToArray());
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    /// <summary>max |a - b| / max |b|.</summary>
    public static double RelativeError(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        double difference = 0, largest = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            // A NaN must not hide behind Max.
            Assert.True(
                float.IsFinite(actual[i]) ? float.IsFinite(expected[i]) : actual[i].Equals(expected[i]), $"element {i} is {actual[i]}, not {expected[i]}");
            if (!float.IsFinite(expected[i]))
            {
                continue;
            }

            difference = Math.Max(difference, Math.Abs((double)actual[i] - expected[i]));
            largest = Math.Max(largest, Math.Abs((double)expected[i]));
        }

        return largest == 0 ? difference : difference / largest;
    }
}
