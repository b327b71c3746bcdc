// Makes the small data files of the quickstart from the full Fashion-MNIST files (github.com/zalandoresearch/fashion-mnist):
//
//     dotnet run samples/Quickstart/data/MakeData.cs -- FOLDER_OF_FASHION_MNIST samples/Quickstart/data
//
// Takes samples evenly (every 200th training image, every 10th test image), so the classes stay balanced and the files can be made again.
using System.Buffers.Binary;
using System.IO.Compression;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: MakeData.cs FOLDER_OF_FASHION_MNIST OUTPUT_FOLDER");
    return 2;
}

foreach (var (source, count, target) in new[]
{
    ("train-images-idx3-ubyte.gz", 300, "calibration-images-idx3-ubyte.gz"),
    ("t10k-images-idx3-ubyte.gz", 1000, "test-images-idx3-ubyte.gz"),
    ("t10k-labels-idx1-ubyte.gz", 1000, "test-labels-idx1-ubyte.gz"),
})
{
    var bytes = Unzip(Path.Combine(args[0], source));
    var taken = TakeEvenly(bytes, count);
    using var file = File.Create(Path.Combine(args[1], target));
    using var zip = new GZipStream(file, CompressionLevel.SmallestSize);
    zip.Write(taken);
    Console.WriteLine($"{target}: {count} samples");
}

return 0;

static byte[] Unzip(string path)
{
    using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    using var bytes = new MemoryStream();
    zip.CopyTo(bytes);
    return bytes.ToArray();
}

// An idx file is two zero bytes, a type (8 = unsigned byte), the rank, one big-endian 32-bit extent for each axis, and the elements.
static byte[] TakeEvenly(byte[] idx, int count)
{
    var header = 4 + (4 * idx[3]);
    var total = BinaryPrimitives.ReadInt32BigEndian(idx.AsSpan(4));
    var size = (idx.Length - header) / total;
    var taken = new byte[header + (count * size)];
    idx.AsSpan(0, header).CopyTo(taken);
    BinaryPrimitives.WriteInt32BigEndian(taken.AsSpan(4), count);
    for (var i = 0; i < count; i++)
    {
        var sample = (int)((long)i * total / count);
        idx.AsSpan(header + (sample * size), size).CopyTo(taken.AsSpan(header + (i * size)));
    }

    return taken;
}
