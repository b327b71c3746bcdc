using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>Activation functions as tables from code to code.</summary>
static class ActivationTables
{
    public const int Entries = 256;

    /// <summary>Points at which the flat ends of a function are looked for: four for each code of a table.</summary>
    private const int Points = 1024;

    /// <summary>
    /// entry[q] = clamp(round(f(scale_in * (q - zeroPoint_in)) / scale_out) + zeroPoint_out, 0, max_out), in double. Codes beyond the
    /// input's largest have the last code's entry.
    /// </summary>
    public static byte[] Create(ActivationFunction function, Quantizer input, Quantizer output)
    {
        var table = new byte[Entries];
        for (var q = 0; q < Entries; q++)
        {
            table[q] = Code(function, (double)input.Scale * (Math.Min(q, input.Max) - input.ZeroPoint), output);
        }

        return table;
    }

    /// <summary>The table with its place in the weight store, as steps refer to it.</summary>
    public static ActivationTable Store(WeightStoreBuilder store, ActivationFunction function, Quantizer input, Quantizer output) =>
        new(store.Add(Create(function, input, output)), NameOf(function), input.Scale);

    /// <summary>
    /// The part of a range outside which the function's output code does not change (GELU below about -3): inputs beyond its ends
    /// saturate there and give the same code, and the table's 256 entries lie closer where they matter. One step of the table is left as
    /// a margin, because the zero point is rounded.
    /// </summary>
    public static ActivationRange TrimFlatEnds(ActivationFunction function, ActivationRange range, Quantizer output)
    {
        // Where nearly all of a range is flat, its points are too far apart to find the ends; each turn brings them closer.
        while (true)
        {
            var trimmed = TrimOnce(function, range, output);
            if ((double)trimmed.Max - trimmed.Min >= ((double)range.Max - range.Min) / 2)
            {
                return trimmed;
            }

            range = trimmed;
        }
    }

    private static ActivationRange TrimOnce(ActivationFunction function, ActivationRange range, Quantizer output)
    {
        var codes = new byte[Points + 1];
        for (var i = 0; i <= Points; i++)
        {
            codes[i] = Code(function, At(range, i), output);
        }

        var first = FlatRun(codes);
        Array.Reverse(codes);
        var last = Points - FlatRun(codes);
        if (first >= last)
        {
            return range;
        }

        var margin = (At(range, last) - At(range, first)) / (Entries - 1);
        return new ActivationRange(
            (float)Math.Max(range.Min, At(range, first) - margin), (float)Math.Min(range.Max, At(range, last) + margin));
    }

    private static string NameOf(ActivationFunction function) => function switch
    {
        GeluFunction => "gelu",
        GeluTanhFunction => "gelu-tanh",
        SiluFunction => "silu",
        SigmoidFunction => "sigmoid",
        TanhFunction => "tanh",
        HardSigmoidFunction => "hard-sigmoid",
        HardSwishFunction => "hard-swish",
        LeakyReluFunction => "leaky-relu",
        ClipFunction => "clip",
        RoundingFunction => "clip",
        _ => "table",
    };

    private static double At(ActivationRange range, int point) => range.Min + (((double)range.Max - range.Min) * point / Points);

    private static byte Code(ActivationFunction function, double x, Quantizer output) =>
        (byte)Math.Clamp(Math.Round(function.Apply(x) / output.Scale) + output.ZeroPoint, output.Min, output.Max);

    /// <summary>The last index up to which all codes are the first one.</summary>
    private static int FlatRun(ReadOnlySpan<byte> codes)
    {
        var change = codes.IndexOfAnyExcept(codes[0]);
        return change < 0 ? codes.Length - 1 : change - 1;
    }
}
