using QMlp.ModelFormat;

namespace QMlp.Calibrator.Files;

/// <summary>A quantized model on disk: <c>NAME.qmlp</c>, and for a large one <c>NAME.qmlp.weights</c> beside it.</summary>
static class QuantizedModelFile
{
    private const string SidecarExtension = ".weights";

    /// <summary>Path of the sidecar of a model file.</summary>
    public static string SidecarPath(string path) => path + SidecarExtension;

    /// <summary>Reads a model with its weights, wherever they stand; the result's <see cref="WeightStore.Bytes"/> are never null.</summary>
    /// <exception cref="UserError">A file is missing, unreadable, damaged, or the two do not belong together.</exception>
    public static QuantizedModel Load(string path)
    {
        var result = ModelReader.Read(ReadText(path));
        if (result.Model is not { } model)
        {
            var error = result.Errors[0];
            throw new UserError($"{path}({error.Line},{error.Column}): {error.Message}");
        }

        return model.Weights.Storage == WeightStorage.Inline ? model : WithSidecar(path, model);
    }

    /// <summary>
    /// Writes a model, both files atomically: they are whole before either is put in its place. The sidecar comes first: a process that is killed
    /// between the two leaves an old model file that refuses the new weights, never a pair that is wrong unnoticed.
    /// </summary>
    /// <exception cref="UserError">The files cannot be written there.</exception>
    /// <exception cref="ArgumentException">The model breaks a rule of the format, or its weights have no bytes.</exception>
    public static void Save(string path, QuantizedModel model, CancellationToken cancellation = default)
    {
        var text = ModelWriter.Write(model);
        using var sidecar = model.Weights.Storage == WeightStorage.Sidecar ? Sidecar(path, model.Weights, cancellation) : null;
        using var file = AtomicFile.Pending(path, text, cancellation);
        sidecar?.Replace();
        file.Replace();
        if (sidecar is null)
        {
            SidecarFile.DeleteStale(SidecarPath(path));
        }
    }

    /// <summary>The reader has checked numbers that stand in the text; those of a sidecar are checked here.</summary>
    private static QuantizedModel WithSidecar(string path, QuantizedModel model)
    {
        var block = SidecarFile.Read(path, SidecarPath(path), model.Weights);
        return WeightChecks.Check(model, block) is [var violation, ..]
            ? throw new UserError($"{path}: {Sentences.Capitalized(violation.Message)} Run 'qmlp calibrate' again.")
            : model with { Weights = model.Weights with { Bytes = block } };
    }

    private static PendingFile Sidecar(string path, WeightStore weights, CancellationToken cancellation)
    {
        var bytes = weights.Bytes ?? throw new ArgumentException("The weights have not been loaded.", nameof(weights));
        return PendingFile.Write(
            SidecarPath(path),
            stream =>
            {
                stream.Write(SidecarHeader.Create(weights));
                stream.Write(bytes);
            },
            cancellation);
    }

    private static string ReadText(string path)
    {
        try
        {
            // No model file is longer; a file of another kind is not read into memory only to be refused.
            var length = new FileInfo(path).Length;
            if (length > ModelLimits.TextCharacters)
            {
                throw new UserError(
                    $"{path}: this is not a model file; it has {length} bytes, and a model file has at most {ModelLimits.TextCharacters}.");
            }

            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
