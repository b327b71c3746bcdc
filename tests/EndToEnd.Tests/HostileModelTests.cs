using QMlp.Calibrator.Commands;
using QMlp.Tests;

namespace QMlp.EndToEnd.Tests;

/// <summary>Models of all kinds through <c>inspect</c>: an answer or a sentence, and nothing that a terminal obeys.</summary>
public class HostileModelTests
{
    [Fact]
    public void Every_model_of_the_backend_suite()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("models/onnx-backend"), "model.onnx", SearchOption.AllDirectories))
        {
            Inspect(path);
        }
    }

    [Theory]
    [InlineData("concat-no-inputs.onnx", "lacks its input 0")]
    [InlineData("escape.onnx", @"\u001b[2J")]
    public void Models_that_once_did_harm(string name, string sentence)
    {
        Inspect(SharedData.Require("hostile/" + name));
        var result = Cli.Run("inspect", SharedData.Require("hostile/" + name));
        Assert.Equal(ExitCode.Failed, result.Exit);
        Assert.Contains(sentence, result.Output, StringComparison.Ordinal);
    }

    private static void Inspect(string path)
    {
        var result = Cli.Run("inspect", path);

        // A float network that is understood and cannot be quantized is shown, with the reason: a check that failed.
        Assert.Contains(result.Exit, (int[])[ExitCode.Done, ExitCode.Failed, ExitCode.BadInput]);
        if (result.Output.Length > 0)
        {
            Assert.Equal("", result.Error);
        }
        else
        {
            result.AssertRefusal(result.Exit, "model.onnx");
        }

        Assert.DoesNotContain(result.Output + result.Error, letter => char.IsControl(letter) && letter != '\n');
    }
}
