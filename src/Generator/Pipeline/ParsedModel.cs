using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>A model file read, and what the project says about it understood; or what is wrong with either.</summary>
/// <param name="Path">Path of the file, for the places of diagnostics.</param>
/// <param name="FullClassName">Name of the class with its namespace; "" where there are errors.</param>
sealed record ParsedModel(
    string Path,
    string FullClassName,
    ParsedText? Model,
    EmissionOptions Options,
    EquatableArray<CompilationError> Errors)
{
    public static ParsedModel Parse(ModelItem item, CancellationToken cancellation)
    {
        var path = item.Text.Path;
        var errors = new List<CompilationError>();
        var options = MetadataOptions.Read(item.Metadata, path, errors);
        var text = item.Text.GetText(cancellation)?.ToString() ?? string.Empty;
        cancellation.ThrowIfCancellationRequested();
        var model = CompilerStages.Parse(text, path, errors);
        if (model is not null && AccuracyCheck.Find(model.Model, text, path, item.Metadata.MaxDrop) is { } drop)
        {
            errors.Add(drop);
        }

        if (model is not null && SidecarCheck.Find(model.Model.Weights, item.Metadata.Sidecar, path) is { } sidecar)
        {
            errors.Add(sidecar);
        }

        var name = CompilerStages.Names(options, path, errors);
        return new ParsedModel(
            path,
            errors.Count == 0 ? name.FullName : string.Empty,
            errors.Count == 0 ? model : null,
            options,
            errors.ToEquatableArray());
    }
}
