using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx;

/// <summary>From an ONNX model, in whichever dialect its exporter wrote it, to the float graph of canonical operators.</summary>
static class Importer
{
    /// <summary>Imports and simplifies.</summary>
    /// <exception cref="UserError">The model has an operator or form that is not supported; the message names node, operator, reason and remedy.</exception>
    public static FloatGraph Import(OnnxModel model) => throw new UserError($"{model.FileName}: import is not built yet.");
}
