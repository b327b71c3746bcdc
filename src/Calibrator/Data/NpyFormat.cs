using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace QMlp.Calibrator.Data;

/// <summary>
/// NumPy's .npy: the magic 93 "NUMPY", version (1, 2 or 3), length of the header (16 bits in version 1, else 32), and a Python dictionary
/// {'descr': '&lt;f4', 'fortran_order': False, 'shape': (8, 3, 32, 32), }, then the elements.
/// </summary>
static partial class NpyFormat
{
    /// <summary>Longer headers belong to record arrays, which are no data of ours.</summary>
    private const int LongestHeader = 65536;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Opens a .npy file.</summary>
    /// <exception cref="UserError">It is damaged, or of a type that no samples or labels have.</exception>
    public static ArrayStream Open(string path)
    {
        var stream = DataFile.Open(path);
        try
        {
            var name = Printable.Text(Path.GetFileName(path));
            var header = ReadHeader(stream, name);
            ArrayStream.CheckLength(name, header, stream.Length - stream.Position, deflated: false);
            return new ArrayStream(name, header, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header and leaves the stream at the first element.</summary>
    /// <exception cref="UserError">It is damaged, or of a type that no samples or labels have.</exception>
    public static ArrayHeader ReadHeader(Stream stream, string name)
    {
        try
        {
            Span<byte> start = stackalloc byte[8];
            stream.ReadExactly(start);
            if (!start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3)
            {
                throw new UserError($"{name}: this is not a .npy array of version 1 to 3, or the file is damaged.");
            }

            Span<byte> size = stackalloc byte[4];
            size.Clear();
            stream.ReadExactly(size[..(start[6] == 1 ? 2 : 4)]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(size);
            if (length > LongestHeader)
            {
                throw new UserError($"{name}: the .npy header is {length} bytes long; the file is damaged.");
            }

            var text = new byte[length];
            stream.ReadExactly(text);
            return Parse(Encoding.UTF8.GetString(text), name);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new UserError($"{name}: the .npy header ends early; the file is damaged.", error);
        }
    }

    private static ArrayHeader Parse(string text, string name)
    {
        var (descr, order, shape) = (DescrPattern().Match(text), OrderPattern().Match(text), ShapePattern().Match(text));
        if (!descr.Success || !order.Success || !shape.Success)
        {
            throw new UserError($"{name}: the .npy header does not tell the array's type, order and shape; plain number arrays are read, records are not.");
        }

        var element = ElementOf(descr.Groups["type"].Value)
            ?? throw new UserError(
                $"{name}: the array's type is '{descr.Groups["order"].Value}{descr.Groups["type"].Value}'; save it as float32 or uint8 (labels: as int64).");
        return new ArrayHeader(element, descr.Groups["order"].Value == ">", order.Groups["value"].Value == "True", Dims(shape.Groups["dims"].Value, name));
    }

    private static int[] Dims(string text, string name)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > ArrayHeader.MaxRank)
        {
            throw new UserError($"{name}: the array has {words.Length} axes; at most {ArrayHeader.MaxRank} are read.");
        }

        return [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var dim)
            ? dim
            : throw new UserError($"{name}: the extent '{word}' in the .npy header is out of range; the file is damaged."))];
    }

    private static ArrayElement? ElementOf(string type) => type switch
    {
        "u1" => ArrayElement.UInt8,
        "i1" => ArrayElement.Int8,
        "u2" => ArrayElement.UInt16,
        "i2" => ArrayElement.Int16,
        "u4" => ArrayElement.UInt32,
        "i4" => ArrayElement.Int32,
        "u8" => ArrayElement.UInt64,
        "i8" => ArrayElement.Int64,
        "f2" => ArrayElement.Float16,
        "f4" => ArrayElement.Float32,
        "f8" => ArrayElement.Float64,
        _ => null,
    };

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"](?<order>[<>|=]?)(?<type>[A-Za-z]\d*)['"]""", RegexOptions.CultureInvariant)]
    private static partial Regex DescrPattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(?<value>True|False)""", RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\((?<dims>[^()]*)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();
}
