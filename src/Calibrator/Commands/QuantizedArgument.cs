using System.CommandLine;
using QMlp.Calibrator.Evaluation;
using QMlp.Calibrator.Files;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Commands;

/// <summary>The argument that names a quantized model, of every command that reads one.</summary>
sealed class QuantizedArgument
{
    private readonly Argument<string> _path = new("MODEL.qmlp") { Description = "The quantized model." };

    public QuantizedArgument(Command command) => command.Arguments.Add(_path);

    /// <summary>The checked path.</summary>
    public string Path(ParseResult parse) => InputFile.Require(parse.GetRequiredValue(_path), InputFile.Quantized);

    /// <summary>Reads and checks the model, its weights included.</summary>
    public QuantizedModel Load(ParseResult parse) => QuantizedModelFile.Load(Path(parse));

    /// <summary>The normalization that the model file states.</summary>
    public static DataDefaults Defaults(QuantizedModel model)
    {
        var stated = InputNormalization.Of(model);
        return new DataDefaults(stated.Mean, stated.Std);
    }
}
