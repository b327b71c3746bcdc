namespace QMlp.Calibrator.Commands;

/// <summary>Checks of the paths that a user names, made before any work.</summary>
static class InputFile
{
    public const string Onnx = ".onnx";

    public const string Quantized = ".qmlp";

    /// <summary>Refuses a path that is no existing file with one of the given extensions; returns the path.</summary>
    /// <exception cref="UserError">Says what the path is instead.</exception>
    public static string Require(string path, params ReadOnlySpan<string> extensions)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{path} is a folder; name the {string.Join(" or ", extensions!)} file itself.");
        }

        if (!File.Exists(path))
        {
            throw new UserError($"{path} does not exist.");
        }

        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extensions.Contains(extension))
        {
            return path;
        }

        throw new UserError((extension, extensions[0]) switch
        {
            (Quantized, Onnx) => $"{path} is quantized already; this needs the float model, a {Onnx} file.",
            (Onnx, Quantized) => $"{path} is a float model; make a quantized one of it first: qmlp calibrate {path} --data SPEC.",
            _ => $"{path} is not a {string.Join(" or ", extensions!)} file.",
        });
    }

    /// <summary>Refuses an output path whose folder does not exist or that is a folder itself; returns the path.</summary>
    /// <exception cref="UserError">Says why nothing can be written there.</exception>
    public static string RequireWritable(string path, string extension)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{path} is a folder; name the {extension} file to write.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new UserError($"The folder {folder} does not exist; make it first or name another output.");
        }

        return string.Equals(Path.GetExtension(path), extension, StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new UserError($"The output {path} must end in {extension}.");
    }
}
