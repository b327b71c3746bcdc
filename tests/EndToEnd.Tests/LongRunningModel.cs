using QMlp.ModelZoo;

namespace QMlp.EndToEnd.Tests;

/// <summary>
/// A network whose every stage takes long enough to be stopped in: two blocks of an MLP-Mixer of the published width, random weights, with samples and
/// labels.
/// </summary>
public sealed class LongRunningModel : IDisposable
{
    private const int Size = 224, Patch = 16, Tokens = Size / Patch * (Size / Patch), Width = 512, Hidden = 2048, Classes = 100;

    private const int SampleCount = 64;

    private readonly TemporaryFolder _folder = new();

    public LongRunningModel()
    {
        var net = new LayerWriter("mixer", seed: 2);
        var x = net.PatchEmbedding("stem.proj", 3, Size, Patch, Width);
        for (var i = 0; i < 2; i++)
        {
            var tokens = net.TokenMixing(
                $"blocks.{i}.mlp_tokens", net.LayerNorm($"blocks.{i}.norm1", x, Width), Width, groups: 1, (group, name) =>
                    net.Mlp(name, group, Tokens, Tokens));
            x = net.Add($"blocks.{i}.add1", x, tokens);
            x = net.Add($"blocks.{i}.add2", x, net.Mlp($"blocks.{i}.mlp_channels", net.LayerNorm($"blocks.{i}.norm2", x, Width), Width, Hidden));
        }

        File.WriteAllBytes(Float, net.Head(net.LayerNorm("norm", x, Width), Width, Classes));
        SampleFile.Write(Samples, [3, Size, Size], SampleCount);
        File.WriteAllLines(Labels, Enumerable.Range(0, SampleCount).Select(i => $"{i}"));
    }

    /// <summary>The float model.</summary>
    public string Float => _folder["mixer.onnx"];

    public string Samples => _folder["samples.npy"];

    public string Labels => _folder["labels.txt"];

    /// <summary>The model quantized, made when it is first asked for.</summary>
    public string Quantized
    {
        get
        {
            if (!File.Exists(_folder["mixer.qmlp"]))
            {
                Cli.Done("calibrate", Float, "--data", Samples, "--samples", "4", "--output", _folder["mixer.qmlp"]);
            }

            return _folder["mixer.qmlp"];
        }
    }

    public void Dispose() => _folder.Dispose();
}
