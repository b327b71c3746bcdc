using QMlp.Calibrator.Data;
using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Data;

/// <summary>What most tests of data sets do with one.</summary>
static class Reading
{
    public static DataOptions For(params int[] shape) => new(new Shape(shape)) { Samples = DataOptions.AllSamples };

    public static float[] Floats(this ISampleSource source, int index)
    {
        var values = new float[source.Shape.Length];
        source.ReadFloats(index, values);
        return values;
    }

    public static byte[] Pixels(this ISampleSource source, int index)
    {
        var pixels = new byte[source.Shape.Length];
        source.ReadPixels(index, pixels);
        return pixels;
    }

    /// <summary>The message with which opening the data fails.</summary>
    public static string Error(string spec, DataOptions options)
    {
        var error = Assert.Throws<UserError>(() => DataSpec.Open(spec, options).Dispose());
        Assert.Matches(@"^[^\n]+\.$", error.Message);
        return error.Message;
    }

    /// <summary>Damages a file in many ways; each must be refused with a sentence or still be readable, and nothing else.</summary>
    public static void Survives(TemporaryFolder folder, string name, byte[] file, DataOptions options, int mutations = 400)
    {
        for (var length = 0; length < file.Length; length += 1 + (file.Length / 300))
        {
            Try(folder.Write(name, file.AsSpan(0, length)), options);
        }

        var random = new Random(20);
        for (var i = 0; i < mutations; i++)
        {
            var copy = (byte[])file.Clone();
            for (var hit = random.Next(1, 4); hit > 0; hit--)
            {
                // Headers stand in front: damage them more often than the elements.
                var place = random.Next(random.Next(2) == 0 ? copy.Length : Math.Min(copy.Length, 160));
                copy[place] = random.Next(4) switch { 0 => 0xff, 1 => 0, 2 => (byte)(copy[place] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
            }

            Try(folder.Write(name, copy), options);
        }
    }

    private static void Try(string spec, DataOptions options)
    {
        try
        {
            using var source = DataSpec.Open(spec, options);
            for (var i = 0; i < source.Count; i++)
            {
                source.Floats(i);
            }
        }
        catch (UserError error)
        {
            Assert.Matches(@"^[^\n]+\.$", error.Message);
        }
    }
}
