using System.Runtime.InteropServices;
using QMlp.Calibrator.Reference;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>Models whose golden vectors are right: the reference has computed them.</summary>
static class TestModels
{
    /// <summary>A sample or extra model by name, with golden vectors.</summary>
    public static QuantizedModel Named(string name) => WithGolden(
        ExtraModels.All.TryGetValue(name, out var make) ? make() : SampleModels.All[name] with { Golden = EquatableArray<GoldenVector>.Empty });

    /// <summary>Adds golden vectors to a model that has none.</summary>
    public static QuantizedModel WithGolden(QuantizedModel model, int count = 2)
    {
        var bytes = new List<byte>(model.Weights.Bytes!);
        var reference = new ReferenceInterpreter(model);
        var golden = Enumerable.Range(0, count).Select(i =>
        {
            var input = RandomInput(model, seed: i);
            var output = reference.Run(input);
            return new GoldenVector(Append(bytes, input), Append(bytes, MemoryMarshal.AsBytes<float>(output).ToArray()));
        }).ToEquatableArray();
        return model with { Golden = golden, Weights = WeightStore.Of(model.Weights.Storage, [.. bytes]) };
    }

    /// <summary>Random values of the quantized input.</summary>
    public static byte[] RandomInput(QuantizedModel model, int seed)
    {
        var tensor = model.Tensors.First(tensor => tensor.Name == model.Input.Tensor);
        var input = new byte[tensor.Length];
        new Random(seed).NextBytes(input);
        return input.Select(value => (byte)(value % (tensor.Quantization[0].Max + 1))).ToArray();
    }

    /// <summary>Random floats that quantize to the whole range and a little beyond.</summary>
    public static float[] RandomSample(QuantizedModel model, int seed)
    {
        var input = model.Input;
        var quantizer = model.Tensors.First(tensor => tensor.Name == input.Tensor).Quantization[0];
        var length = input.Shape.AsSpan().Product();
        var random = new Random(seed);
        return Enumerable.Range(0, length).Select(i =>
        {
            var c = input.Scale.Count == 1 ? 0 : i / (length / input.Scale.Count);
            return (((random.NextSingle() * 260) - 2) - quantizer.ZeroPoint - input.Offset[c]) * input.Scale[c];
        }).ToArray();
    }

    private static Section Append(List<byte> bytes, byte[] values)
    {
        while (bytes.Count % WeightStoreBuilder.Alignment != 0)
        {
            bytes.Add(0);
        }

        var section = new Section(bytes.Count, values.Length);
        bytes.AddRange(values);
        return section;
    }
}
