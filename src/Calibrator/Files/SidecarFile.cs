using QMlp.ModelFormat;

namespace QMlp.Calibrator.Files;

/// <summary>The binary file with the weights of a large model: a header of 64 bytes, then the block.</summary>
static class SidecarFile
{
    private const string Remedy = "Copy both files again, or run 'qmlp calibrate' again.";

    /// <summary>The block of weights, checked by its header, its length and its hash.</summary>
    /// <exception cref="UserError">The file is missing, unreadable, or not the one that goes with the model file.</exception>
    public static byte[] Read(string modelPath, string path, WeightStore store)
    {
        if (!File.Exists(path))
        {
            throw new UserError(
                $"{modelPath}: its weights are in '{path}', which is missing. Keep the two files together, or run 'qmlp calibrate' again.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            var header = new byte[SidecarHeader.Length];
            var count = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (SidecarHeader.Check(header.AsSpan(0, count), store) is { } fault)
            {
                throw new UserError($"'{path}' {fault}. {Remedy}");
            }

            // The header agrees with the model file, so the length is right before anything of that size is allocated.
            var expected = SidecarHeader.Length + store.Length;
            if (stream.Length != expected)
            {
                throw new UserError(
                    $"'{path}' has {stream.Length} bytes where {expected} are expected: it is cut off or damaged. {Remedy}");
            }

            var bytes = new byte[store.Length];
            stream.ReadExactly(bytes);
            return Sha256Text.OfBytes(bytes) == store.Sha256
                ? bytes
                : throw new UserError($"'{path}' is damaged: its bytes do not have the SHA-256 that the model file states. {Remedy}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Removes the sidecar of an earlier, larger model of the same name.</summary>
    /// <exception cref="UserError">It is there and cannot be removed.</exception>
    public static void DeleteStale(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{path}', left by an earlier calibration, cannot be removed: {error.Message}", error);
        }
    }
}
