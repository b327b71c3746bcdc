using System.Globalization;
using System.Security.Cryptography;
using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx;

/// <summary>
/// Tensors that large models keep in files beside the model. A location is a path relative to the model's folder and may not
/// lead out of it, whatever a downloaded model says.
/// </summary>
sealed class ExternalData(string modelPath)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(modelPath)) ?? ".";

    /// <summary>Name of the model's file, for messages and provenance.</summary>
    public string ModelName { get; } = Printable.Text(Path.GetFileName(modelPath));

    /// <summary>The bytes of an external tensor, which must be <paramref name="length"/> of them.</summary>
    /// <exception cref="UserError">The file is missing, outside the folder or too short.</exception>
    public byte[] Read(TensorProto tensor, long length)
    {
        var path = Locate(tensor);
        var offset = Number(tensor, "offset", 0);
        var declared = Number(tensor, "length", length);
        if (declared != length)
        {
            throw Error(tensor, $"takes {length} bytes, but its external data declares {declared}");
        }

        try
        {
            using var file = File.OpenHandle(path);
            if (offset > RandomAccess.GetLength(file) - length)
            {
                throw Error(tensor, $"needs bytes {offset} to {offset + length} of '{Path.GetFileName(path)}', which has only {RandomAccess.GetLength(file)}");
            }

            var bytes = new byte[length];
            for (var done = 0; done < bytes.Length;)
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
                if (read == 0)
                {
                    throw Error(tensor, $"could not be read to its end from '{Path.GetFileName(path)}'");
                }

                done += read;
            }

            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Error(tensor, $"cannot be read from '{Path.GetFileName(path)}' ({error.Message})");
        }
    }

    /// <summary>Adds every external file that the model names, whole and in order of first use, to its hash.</summary>
    public void AppendTo(IncrementalHash hash, GraphProto graph)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in graph.Initializer.Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External))
        {
            if (seen.Add(Locate(tensor)))
            {
                try
                {
                    using var stream = File.OpenRead(Locate(tensor));
                    var buffer = new byte[1 << 20];
                    for (int read; (read = stream.Read(buffer)) > 0;)
                    {
                        hash.AppendData(buffer, 0, read);
                    }
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    throw Error(tensor, $"cannot be read from '{Path.GetFileName(Locate(tensor))}' ({error.Message})");
                }
            }
        }
    }

    private string Locate(TensorProto tensor)
    {
        var location = tensor.ExternalData.FirstOrDefault(entry => entry.Key == "location")?.Value ?? "";
        if (location.Length == 0 || location.Contains('\0') || location.Contains('\\') || Path.IsPathRooted(location) || location.Split('/').Contains(".."))
        {
            throw Error(tensor, $"names external data '{location}', which is not a path inside the model's folder");
        }

        var path = Path.GetFullPath(Path.Combine(_folder, location));
        if (!File.Exists(path))
        {
            throw Error(tensor, $"is stored in '{location}', which is not there; put that file beside the model");
        }

        return LeadsOut(location)
            ? throw Error(tensor, $"names external data '{location}', where a link leads out of the model's folder")
            : path;
    }

    /// <summary>Whether a file of the model's folder, or one of the folders on the way to it, is a link to something elsewhere.</summary>
    private bool LeadsOut(string location)
    {
        var current = _folder;
        foreach (var segment in location.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, segment);
            if (new FileInfo(current).LinkTarget is null)
            {
                continue;
            }

            // A link may lead to links: the system follows all of them, and what it finds must lie in the folder by its own name.
            var target = File.ResolveLinkTarget(current, returnFinalTarget: true)?.FullName;
            if (target is null
                || !target.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || LeadsOut(Path.GetRelativePath(_folder, target)))
            {
                return true;
            }

            current = target;
        }

        return false;
    }

    private long Number(TensorProto tensor, string key, long otherwise)
    {
        var text = tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
        if (text is null)
        {
            return otherwise;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(tensor, $"has external data with {key} '{text}', which is not a number of bytes");
    }

    private UserError Error(TensorProto tensor, string what) => new($"{ModelName}: tensor '{tensor.Name}' {what}.");
}
