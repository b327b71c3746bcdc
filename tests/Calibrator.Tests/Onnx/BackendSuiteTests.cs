using Google.Protobuf;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Onnx;
using QMlp.Calibrator.Onnx.Schema;
using QMlp.Calibrator.Pipeline;
using QMlp.Tests;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>
/// The ONNX project's own backend tests: each model imports and computes what is stored with it, or is refused by a sentence. Most of them take
/// weights and shapes as inputs; those are tried a second time with all inputs but the first made initializers.
/// </summary>
public sealed class BackendSuiteTests
{
    /// <summary>How many had several causes when this was written; fewer means that reading ends sooner.</summary>
    private const int LongLists = 25;

    /// <summary>How many of the models were importable when this was written; fewer means that something was lost.</summary>
    private const int Imported = 34, ImportedWithConstants = 76;

    [Fact]
    public void Every_model_imports_or_is_refused() => Assert.InRange(CheckAll(path => File.ReadAllBytes(path)), Imported, int.MaxValue);

    [Fact]
    public void Every_model_with_its_other_inputs_made_constants() => Assert.InRange(CheckAll(WithConstants), ImportedWithConstants, int.MaxValue);

    /// <summary>What stands in the way of each model, with the shapes that ONNX Runtime infers behind what is not understood.</summary>
    [Fact]
    public void Every_model_that_is_refused_says_all_that_stands_in_its_way()
    {
        var failures = new List<string>();
        var lists = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("models/onnx-backend"), "model.onnx", SearchOption.AllDirectories))
        {
            try
            {
                FloatModel.Load(path);
            }
            catch (UnsupportedModel error)
            {
                lists += error.Refusals.Count > 1 ? 1 : 0;
                var isSaid = error.Refusals.All(refusal => refusal.Count > 0 && refusal.Cause.Length > 0 && refusal.Sentence.EndsWith('.'));
                if (!isSaid || error.Refusals.Count == 0 || error.Lines.Any(line => line.Any(char.IsControl)))
                {
                    failures.Add($"{path}: {error.Message}");
                }
            }
            catch (UserError)
            {
                // Nothing of its nodes is read: what it is refused by instead is a matter of the test above.
            }
            catch (Exception error)
            {
                failures.Add($"{path}: {error.GetType().Name}: {error.Message} {error.StackTrace!.Split('\n')[0]}");
            }
        }

        Assert.Empty(failures);
        Assert.InRange(lists, LongLists, int.MaxValue);
    }

    /// <summary>Checks every model for which <paramref name="read"/> gives bytes; the number of those that were imported.</summary>
    private static int CheckAll(Func<string, byte[]?> read)
    {
        var imported = 0;
        var failures = new List<string>();
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("models/onnx-backend"), "model.onnx", SearchOption.AllDirectories))
        {
            try
            {
                if (read(path) is not { } bytes)
                {
                    continue;
                }

                var model = Models.Load(bytes);
                var graph = Importer.Import(model);
                imported++;
                if (Compare(model, graph, Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0")) is { } failure)
                {
                    failures.Add($"{path}: {failure}");
                }
            }
            catch (UserError error)
            {
                if (!error.Message.EndsWith('.'))
                {
                    failures.Add($"{path}: not a sentence: {error.Message}");
                }
            }
            catch (Exception error)
            {
                failures.Add($"{path}: {error.GetType().Name}: {error.Message} {error.StackTrace!.Split('\n')[0]}");
            }
        }

        Assert.Empty(failures);
        return imported;
    }

    /// <summary>The model with the stored values of its inputs but the first as initializers; null where there are none or they are no tensors.</summary>
    private static byte[]? WithConstants(string path)
    {
        var data = Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0");
        var proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        var inputs = proto.Graph.Input;
        if (inputs.Count < 2)
        {
            return null;
        }

        for (var i = inputs.Count - 1; i > 0; i--)
        {
            var file = Path.Combine(data, $"input_{i}.pb");
            if (inputs[i].Type?.TensorType is null || !File.Exists(file))
            {
                return null;
            }

            var tensor = TensorProto.Parser.ParseFrom(File.ReadAllBytes(file));
            tensor.Name = inputs[i].Name;
            proto.Graph.Initializer.Add(tensor);
            inputs.RemoveAt(i);
        }

        return proto.ToByteArray();
    }

    private static string? Compare(OnnxModel model, FloatGraph graph, string data)
    {
        if (!File.Exists(Path.Combine(data, "input_0.pb")))
        {
            return null;
        }

        float[] input = Tensor(Path.Combine(data, "input_0.pb")), expected = Tensor(Path.Combine(data, "output_0.pb"));
        var length = graph.Input.Shape.Length;
        var batch = model.Batch ?? (input.Length / length);
        if (input.Length != length * batch)
        {
            return $"takes {length} x {batch} numbers, {input.Length} are stored";
        }

        float[] actual = [.. Enumerable.Range(0, batch).SelectMany(b => FloatExecutor.Run(graph, input[(b * length)..((b + 1) * length)]))];
        if (actual.Length != expected.Length)
        {
            return $"gives {actual.Length} numbers, {expected.Length} are stored";
        }

        var error = OnnxRuntime.RelativeError(actual, expected);
        return error <= 1e-4 ? null : $"relative error {error}";
    }

    private static float[] Tensor(string path)
    {
        var tensor = TensorDecoder.Decode(TensorProto.Parser.ParseFrom(File.ReadAllBytes(path)), new ExternalData(path));
        return tensor.IsFloat ? tensor.Floats : [.. tensor.Integers.Select(value => (float)value)];
    }
}
