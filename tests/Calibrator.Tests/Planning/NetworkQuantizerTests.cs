using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests.Planning;

public class NetworkQuantizerTests
{
    private static readonly ClipFunction Relu6 = new(0, 6);

    /// <summary>Two blocks with four token-mixing groups, on images of 3 x 8 x 8 in patches of 4: every kind of step but a table.</summary>
    private static Net QMlp()
    {
        var net = new Net(1, 3, 8, 8);
        var x = net.Linear("embed", net.Patches("patches", net.Input, 4), 2, 16);
        for (var block = 0; block < 2; block++)
        {
            x = net.Sum($"add{block}a", x, net.Linear($"token{block}", net.Norm($"norm{block}a", x), 1, 4, groups: 4, columnScale: net.Reals(4, 0.5)));
            var hidden = net.Activate($"relu{block}", net.Linear($"fc1{block}", net.Norm($"norm{block}b", x), 2, 40), Relu6);
            x = net.Sum($"add{block}b", x, net.Linear($"fc2{block}", hidden, 2, 16));
        }

        net.Head(net.Mean("mean", net.Norm("norm", x)), 10);
        return net;
    }

    /// <summary>Affine for norms and GELU for ReLU6: rescalings, tables, and a mean that absorbs an affine map.</summary>
    private static Net ResMlp()
    {
        var net = new Net(1, 3, 8, 8);
        var x = net.Linear("embed", net.Patches("patches", net.Input, 4), 2, 16);
        for (var block = 0; block < 2; block++)
        {
            x = net.Sum($"add{block}a", net.Linear($"token{block}", net.Affine($"affine{block}a", x), 1, 4), x);
            var hidden = net.Activate($"gelu{block}", net.Linear($"fc1{block}", net.Affine($"affine{block}b", x), 2, 40), new GeluFunction());
            x = net.Sum($"add{block}b", net.Linear($"fc2{block}", hidden, 2, 16), x);
        }

        net.Head(net.Mean("mean", net.Affine("affine", x)), 10);
        return net;
    }

    private static float[][] Samples(Net net, int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, net.Input.Shape.Length).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray())];
    }

    private static double Sqnr(Net net, QuantizedModel model, float[][] samples)
    {
        var reference = new ReferenceInterpreter(model);
        return Metrics.SqnrDb(
            [.. samples.SelectMany(sample => FloatExecutor.Run(net.Graph, sample))], [.. samples.SelectMany(sample => reference.Run(sample))]);
    }

    [Theory]
    [InlineData(false, 8, 8, 32)]
    [InlineData(true, 8, 8, 32)]
    [InlineData(false, 7, 8, 27)]
    [InlineData(true, 7, 8, 27)]
    [InlineData(false, 8, 4, 14)]
    [InlineData(true, 8, 4, 14)]
    [InlineData(false, 4, 8, 10)]
    public void Networks_are_close_to_their_float_originals(bool affine, int activationBits, int weightBits, double atLeastDb)
    {
        var net = affine ? ResMlp() : QMlp();
        var samples = Samples(net, 12);
        var model = net.Observe(samples).Quantize(new QuantizationSettings { ActivationBits = activationBits, WeightBits = weightBits });
        var sqnr = Sqnr(net, model, samples);
        Assert.True(sqnr >= atLeastDb, $"{sqnr:0.0} dB");
    }

    [Fact]
    public void Every_intermediate_tensor_is_close_to_the_float_value_it_stands_for()
    {
        foreach (var net in new[] { QMlp(), ResMlp() })
        {
            var samples = Samples(net, 12);
            var plan = net.Observe(samples).Plan();
            var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
            new ReferenceInterpreter(net.Quantize()).Run(samples[0], tensors);
            var values = FloatExecutor.RunAll(net.Graph, samples[0]);
            foreach (var tensor in plan.Tensors)
            {
                var sqnr = Metrics.SqnrDb(values[tensor.Value], tensors[tensor.Name].Dequantize());
                Assert.True(sqnr > 25, $"{tensor.Name}: {sqnr:0.0} dB");
            }
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(5)]
    public void Codes_of_narrow_activations_stay_within_their_bits(int bits)
    {
        var net = ResMlp();
        var samples = Samples(net, 3);
        var model = net.Observe(samples[..1]).Quantize(new QuantizationSettings { ActivationBits = bits });
        foreach (var sample in samples)
        {
            var tensors = new Dictionary<string, ReferenceTensor>(StringComparer.Ordinal);
            new ReferenceInterpreter(model).Run([.. sample.Select(x => 3 * x)], tensors);
            Assert.All(tensors.Values.Where(tensor => tensor.Info.Type == ElementType.U8), tensor =>
                Assert.All(tensor.Integers, code => Assert.InRange(code, 0, (1 << bits) - 1)));
        }
    }

    [Fact]
    public void Model_is_valid_and_equal_inputs_give_equal_files()
    {
        foreach (var make in new[] { QMlp, ResMlp })
        {
            string Text()
            {
                var net = make();
                var samples = Samples(net, 3);
                return ModelWriter.Write(net.Observe(samples).Quantize(input: new FloatInput(), samples: samples));
            }

            var text = Text();
            Assert.Equal(text, Text());
            var read = ModelReader.Read(text);
            Assert.Empty(read.Errors);
            Assert.Equal(2, read.Model!.Golden.Count);
        }
    }

    [Fact]
    public void Golden_vectors_are_what_the_reference_gives()
    {
        var net = QMlp();
        var samples = Samples(net, 3);
        var model = net.Observe(samples).Quantize(samples: samples);
        var arrays = new ModelArrays(model);
        var reference = new ReferenceInterpreter(model);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(reference.QuantizeInput(samples[i]), arrays.Bytes(model.Golden[i].Input).ToArray());
            Assert.Equal(reference.Run(samples[i]), arrays.Floats(model.Golden[i].Output));
        }
    }

    [Fact]
    public void Large_inputs_have_one_golden_vector()
    {
        var net = new Net(1, 20_000);
        net.Head(net.Input);
        Assert.Single(net.Quantize(samples: Samples(net, 2)).Golden);
    }
}
