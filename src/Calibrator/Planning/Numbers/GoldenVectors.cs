using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Self-test vectors: what the reference gives for real samples.</summary>
static class GoldenVectors
{
    private const int Count = 2;

    /// <summary>Inputs of more elements than this are stored once only: a self-test is not to dominate the file.</summary>
    private const int LargeInput = 16 * 1024;

    public static QuantizedModel Add(QuantizedModel model, WeightStoreBuilder store, IReadOnlyList<float[]> samples, CancellationToken cancellation)
    {
        var reference = new ReferenceInterpreter(model);
        var count = model.Input.Shape.AsSpan().Product() > LargeInput ? 1 : Count;
        var golden = new List<GoldenVector>();
        foreach (var sample in samples.Take(count))
        {
            var input = reference.QuantizeInput(sample);
            golden.Add(new GoldenVector(store.Add(input), store.Add(reference.Run(input, cancellation: cancellation))));
        }

        return model with { Golden = golden.ToEquatableArray(), Weights = store.Build() };
    }
}
