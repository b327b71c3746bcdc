namespace QMlp.Generator;

/// <summary>
/// The generator without a compiler around it: the text of a <c>.qmlp</c> file in, C# out. The command-line tool compiles models
/// through this entry; <see cref="QMlpGenerator"/> runs the same stages inside Roslyn.
/// </summary>
public static class ModelCompiler
{
    /// <summary>Compiles one model. Never throws on a bad file: what is wrong with it stands in <see cref="CompilationResult.Errors"/>.</summary>
    /// <param name="qmlpText">Contents of the model file.</param>
    /// <param name="fileName">Its name, without a folder; it is named in errors and gives the class its default name.</param>
    /// <param name="options">Names and accessibility of what is emitted.</param>
    public static CompilationResult Compile(string qmlpText, string fileName, EmissionOptions options) =>
        new(string.Empty, null, [], [new CompilationError("QMLP001", "The generator cannot compile models yet.", fileName, 1, 1)]);
}
