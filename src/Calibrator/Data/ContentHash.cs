using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QMlp.Calibrator.Data;

/// <summary>
/// SHA-256 over the samples in use, equal on every machine: the kind of the samples ("pixels" or "floats"), rank, extents and count as
/// 32-bit integers, then the samples in order. Pixels: their bytes, after the bit patterns of mean and std, which make floats of them.
/// Floats: their bit patterns. All little-endian.
/// </summary>
static class ContentHash
{
    public static string Compute(ISampleSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(source.IsPixels ? "pixels"u8 : "floats"u8);
        Append(hash, [source.Shape.Rank, .. source.Shape.Dims, source.Count, (int)source.Layout]);
        if (source.IsPixels)
        {
            Append(hash, [.. source.Mean.Select(BitConverter.SingleToInt32Bits), .. source.Std.Select(BitConverter.SingleToInt32Bits)]);
            var pixels = new byte[source.Shape.Length];
            for (var i = 0; i < source.Count; i++)
            {
                source.ReadPixels(i, pixels);
                hash.AppendData(pixels);
            }
        }
        else
        {
            var values = new float[source.Shape.Length];
            for (var i = 0; i < source.Count; i++)
            {
                source.ReadFloats(i, values);
                Append(hash, MemoryMarshal.Cast<float, int>(values));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<int> words)
    {
        var bytes = new byte[words.Length * sizeof(int)];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), words[i]);
        }

        hash.AppendData(bytes);
    }
}
