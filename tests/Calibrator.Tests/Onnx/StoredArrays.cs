using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace QMlp.Calibrator.Tests.Onnx;

/// <summary>float32 arrays of an .npz file, with no check beyond what the tests' own files need.</summary>
static class StoredArrays
{
    public static (int[] Shape, float[] Values) Read(string npz, string name)
    {
        using var archive = ZipFile.OpenRead(npz);
        using var stream = archive.GetEntry(name + ".npy")!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        var headerLength = BitConverter.ToUInt16(bytes, 8);
        var header = System.Text.Encoding.ASCII.GetString(bytes, 10, headerLength);
        Assert.Contains("'<f4'", header);
        var dims = Regex.Match(header, @"\(([^)]*)\)").Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (
            [.. dims.Select(dim => int.Parse(dim, CultureInfo.InvariantCulture))], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + headerLength)).ToArray());
    }
}
