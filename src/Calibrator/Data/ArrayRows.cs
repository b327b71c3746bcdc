namespace QMlp.Calibrator.Data;

/// <summary>
/// Reads chosen samples of an array, in one pass and holding nothing else. The array is seen as [count, sample...]; each sample comes out
/// row-major, as the bytes of its elements.
/// </summary>
static class ArrayRows
{
    private const int ChunkBytes = 1 << 16;

    /// <param name="sampleDims">Extents of one sample: those of the array, with or without its first axis.</param>
    /// <param name="chosen">Indices along the first axis, increasing.</param>
    /// <exception cref="UserError">The file ends early.</exception>
    public static byte[][] Read(ArrayStream array, IReadOnlyList<int> sampleDims, int count, IReadOnlyList<int> chosen)
    {
        var sampleBytes = sampleDims.Aggregate(array.Header.ElementSize, (bytes, dim) => checked(bytes * dim));
        return array.Header.ColumnMajor
            ? ReadColumnMajor(array, sampleDims, sampleBytes, count, chosen)
            : ReadRowMajor(array, sampleBytes, chosen);
    }

    private static byte[][] ReadRowMajor(ArrayStream array, int sampleBytes, IReadOnlyList<int> chosen)
    {
        // Grows with what was read: a header that promises more samples than the file holds costs nothing.
        var rows = new List<byte[]>();
        var next = 0;
        foreach (var index in chosen)
        {
            array.Skip((long)(index - next) * sampleBytes);
            rows.Add(array.Read(sampleBytes));
            next = index + 1;
        }

        return [.. rows];
    }

    /// <summary>Element t of the file is element t / count, counted column-major, of sample t % count.</summary>
    private static byte[][] ReadColumnMajor(ArrayStream array, IReadOnlyList<int> sampleDims, int sampleBytes, int count, IReadOnlyList<int> chosen)
    {
        var size = array.Header.ElementSize;
        var rows = new byte[chosen.Count][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new byte[sampleBytes];
        }

        var chunk = new byte[Math.Min(ChunkBytes / size, count) * size];
        var index = new int[sampleDims.Count];
        for (var element = 0; element < sampleBytes / size; element++)
        {
            var target = RowMajor(index, sampleDims) * size;
            var row = 0;
            for (var first = 0; first < count;)
            {
                var samples = Math.Min(chunk.Length / size, count - first);
                array.Read(chunk.AsSpan(0, samples * size));
                for (; row < rows.Length && chosen[row] < first + samples; row++)
                {
                    chunk.AsSpan((chosen[row] - first) * size, size).CopyTo(rows[row].AsSpan(target));
                }

                first += samples;
            }

            for (var axis = 0; axis < index.Length && ++index[axis] == sampleDims[axis]; axis++)
            {
                index[axis] = 0;
            }
        }

        return rows;
    }

    private static int RowMajor(int[] index, IReadOnlyList<int> dims)
    {
        var position = 0;
        for (var axis = 0; axis < index.Length; axis++)
        {
            position = (position * dims[axis]) + index[axis];
        }

        return position;
    }
}
