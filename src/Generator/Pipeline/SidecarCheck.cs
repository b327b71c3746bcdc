using QMlp.Generator.Diagnostics;
using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Pipeline;

/// <summary>
/// Holds what the build found beside a model file against what the file says of its weights. A generator cannot open the sidecar; the package's
/// targets hash it and embed it.
/// </summary>
static class SidecarCheck
{
    /// <summary>What the targets say where there is no sidecar.</summary>
    private const string Missing = "missing";

    /// <param name="found">SHA-256 of the sidecar in hex digits, "missing", or "" where the project does not import the targets.</param>
    /// <returns>What is wrong, or null.</returns>
    public static CompilationError? Find(WeightStore weights, string found, string path)
    {
        var sidecar = FileNames.Name(path) + ".weights";
        return weights.Storage == WeightStorage.Inline ? null
            : found.Length == 0 ? Errors.SidecarNotEmbedded(path, sidecar)
            : found == Missing ? Errors.SidecarMissing(path, sidecar)
            : !string.Equals(found, weights.SidecarSha256, StringComparison.OrdinalIgnoreCase) ? Errors.SidecarChanged(path, sidecar)
            : null;
    }
}
