using System.Text;
using QMlp.Generator;

namespace QMlp.Calibrator.Evaluation;

/// <summary>Runs the generator's compiler on a model file.</summary>
static class GeneratedCode
{
    /// <exception cref="UserError">The file is no valid model: says what is wrong, with line and column.</exception>
    public static CompilationResult Compile(string path, EmissionOptions options) => Compile(File.ReadAllText(path, Encoding.UTF8), path, options);

    /// <summary>The same for the text of a file that need not exist.</summary>
    public static CompilationResult Compile(string text, string path, EmissionOptions options)
    {
        var result = ModelCompiler.Compile(text, Path.GetFileName(path), options);
        if (result.Success)
        {
            return result;
        }

        var first = result.Errors[0];
        var more = result.Errors.Count > 1 ? $" ({result.Errors.Count - 1} more)" : "";
        throw new UserError($"{path}({first.Line},{first.Column}): {first.Id}: {first.Message}{more}");
    }
}
