using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Tests.Data;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Calibration;

public class TrainedModelObservationTests
{
    private const int Samples = 6;

    [Theory]
    [InlineData("fashion_qmlp_op13", "fashion-mnist/train-images-idx3-ubyte.gz")]
    [InlineData("fashion_qmlp_op17", "fashion-mnist/train-images-idx3-ubyte.gz")]
    [InlineData("fashion_resmlp_op17", "fashion-mnist/train-images-idx3-ubyte.gz")]
    [InlineData("cifar_qmlp_op13", "cifar10/train-2000.tar")]
    [InlineData("mnist_mlp_784-256-256-10", "mnist/train-images-idx3-ubyte.gz")]
    public void What_is_observed_is_what_the_float_graph_computes(string name, string data)
    {
        var model = OnnxModel.Load(SharedData.Require($"models/trained/{name}.onnx"));
        var graph = Importer.Import(model);
        var options = new DataOptions(new Shape(graph.Input.Shape.Dims[1..].ToArray())) { Samples = Samples, Mean = [0.3f], Std = [0.35f] };
        using var source = DataSpec.Open(SharedData.Require($"data/{data}"), options);
        Value[] values = [graph.Input, .. graph.Nodes.Select(node => node.Output)];

        var observed = Observer.Collect(model, graph, source, [.. values.Select(value => new ObservationRequest(value, 1))], new StatisticsSettings());

        var expected = values.ToDictionary(value => value, _ => (Min: float.PositiveInfinity, Max: float.NegativeInfinity));
        for (var i = 0; i < Samples; i++)
        {
            foreach (var (value, elements) in FloatExecutor.RunAll(graph, source.Floats(i)))
            {
                expected[value] = (Math.Min(expected[value].Min, elements.Min()), Math.Max(expected[value].Max, elements.Max()));
            }
        }

        Assert.Contains(values, value => value.Origin is { Tensors.Count: > 0 });
        Assert.All(values, value =>
        {
            var tolerance = 1e-4f * Math.Max(-expected[value].Min, expected[value].Max);
            Assert.Equal(expected[value].Min, observed[value][0].Min, tolerance);
            Assert.Equal(expected[value].Max, observed[value][0].Max, tolerance);
            Assert.Equal((long)Samples * value.Shape.Length, observed[value][0].Histogram.Count);
        });
    }

    [Fact]
    public void One_thread_and_two_give_the_same_ranges()
    {
        var model = OnnxModel.Load(SharedData.Require("models/trained/fashion_qmlp_op17.onnx"));
        var graph = Importer.Import(model);
        using var source = DataSpec.Open(
            SharedData.Require("data/fashion-mnist/t10k-images-idx3-ubyte.gz"), new DataOptions(new Shape(1, 28, 28)) { Samples = 20 });
        ObservationRequest[] requests = [.. graph.Nodes.Select(node => new ObservationRequest(node.Output, 1))];
        var method = CalibrationMethod.Parse("percentile:99.9");

        var one = Observer.Observe(model, graph, source, requests, method, threads: 1);
        var two = Observer.Observe(model, graph, source, requests, method, threads: 2);

        Assert.All(requests, request => Assert.Equal(one[request.Value], two[request.Value]));
    }
}
