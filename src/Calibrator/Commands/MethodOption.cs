using System.CommandLine;
using QMlp.Calibrator.Calibration;

namespace QMlp.Calibrator.Commands;

/// <summary>The option that says how ranges of activations are chosen.</summary>
static class MethodOption
{
    public static Option<string> Create() => new("--method")
    {
        Description = $"How ranges of activations are chosen: {CalibrationMethod.Choices}.",
        HelpName = "METHOD",
        DefaultValueFactory = _ => CalibrationMethod.Default.Name,
        CustomParser = result => OptionParsers.Parse(result, text => CalibrationMethod.Parse(text).Name),
    };
}
