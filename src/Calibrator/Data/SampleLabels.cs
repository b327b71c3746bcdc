using System.Globalization;

namespace QMlp.Calibrator.Data;

/// <summary>
/// Class indices from a file: an idx file of one axis (.gz too), an integer .npy vector, .npz:array (or "labels"), or a text file with
/// one integer a line.
/// </summary>
static class SampleLabels
{
    /// <summary>No classifier has more classes; a larger number is not a class index.</summary>
    private const int MostClasses = 1 << 20;

    /// <summary>Bytes of a line, blank ones and spaces counted in.</summary>
    private const int LongestLine = 256;

    /// <summary>The labels of the chosen samples out of those of all.</summary>
    /// <exception cref="UserError">The file is damaged, or has another number of labels than the data set has samples.</exception>
    public static int[] Read(string spec, int available, IReadOnlyList<int> chosen)
    {
        var location = DataLocation.Parse(spec);
        var all = location.Kind switch
        {
            DataKind.Idx => FromArray(IdxFormat.Open(location.Path), available),
            DataKind.Npy => FromArray(NpyFormat.Open(location.Path), available),
            DataKind.Npz => FromArray(NpzFormat.Open(location.Path, location.Array, "labels", "label", "y"), available),
            DataKind.Text => FromText(location.Path, available),
            _ => throw new UserError($"{spec}: labels are read from an idx file, an integer .npy or .npz:array, or a text file with one integer a line."),
        };
        return [.. chosen.Select(index => all[index])];
    }

    private static int[] FromArray(ArrayStream stream, int available)
    {
        using var array = stream;
        var header = array.Header;
        if (!header.IsInteger || header.Dims.Count(dim => dim != 1) > 1 || header.Dims.Count == 0)
        {
            throw new UserError($"{array.Name}: labels are a vector of integers, and this is {header.Element} {header.ShapeText}.");
        }

        CheckCount(array.Name, header.Dims.Max(), available);
        var labels = new int[available];
        var element = new byte[header.ElementSize];
        for (var i = 0; i < labels.Length; i++)
        {
            array.Read(element);
            var label = ArrayElements.ToInteger(element, header);
            labels[i] = label is >= 0 and < MostClasses ? (int)label : throw new UserError($"{array.Name}: label {i} is {label}; classes are numbered from 0.");
        }

        return labels;
    }

    private static int[] FromText(string path, int available)
    {
        var name = Printable.Text(Path.GetFileName(path));
        var labels = new List<int>();
        try
        {
            // A text that is far too long for its labels is not taken apart, nor are its lines.
            if (new FileInfo(path).Length > (available + 1L) * LongestLine)
            {
                throw new UserError($"{name}: the file is too long for {available} labels; write one integer from 0 a line.");
            }

            using var reader = new StreamReader(path);
            for (var line = 1; reader.ReadLine() is { } text; line++)
            {
                if (text.AsSpan().Trim() is { IsEmpty: false } word)
                {
                    labels.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && label < MostClasses
                        ? label
                        : throw new UserError($"{name}({line}): '{Shorten(word)}' is not a class index; write one integer from 0 a line."));
                }
            }
        }
        catch (Exception error) when (DataFile.IsAccess(error))
        {
            throw DataFile.Unreadable(path, error);
        }

        CheckCount(name, labels.Count, available);
        return [.. labels];
    }

    private static string Shorten(ReadOnlySpan<char> word) => word.Length <= 20 ? word.ToString() : $"{word[..20]}...";

    private static void CheckCount(string name, int labels, int available)
    {
        if (labels != available)
        {
            throw new UserError($"{name}: there are {labels} labels for {available} samples; give the labels of this very data set.");
        }
    }
}
