using QMlp.Calibrator.Files;

namespace QMlp.Calibrator.Commands;

/// <summary>Sizes of model files on disk.</summary>
static class FileSize
{
    public static long Of(string path) => new FileInfo(path).Length;

    /// <summary>A model file and, where it has one, its sidecar.</summary>
    public static long OfQuantized(string path)
    {
        var sidecar = new FileInfo(QuantizedModelFile.SidecarPath(path));
        return Of(path) + (sidecar.Exists ? sidecar.Length : 0);
    }
}
