using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Quantization;

/// <summary>Activation functions as tables from code to code.</summary>
static class ActivationTables
{
    public const int Entries = 256;

    /// <summary>Points at which the flat ends of a function are looked for; four for each code of a table.</summary>
    private const int Points = 1024;

    /// <summary>Largest change, in steps of the output, over an end that is left out: half of what rounding costs anyway.</summary>
    private const double Flat = 0.25;

    /// <summary>
    /// entry[q] = clamp(round(f(scale_in * (q - zeroPoint_in)) / scale_out) + zeroPoint_out, 0, max_out), in double. Codes beyond the
    /// input's largest have the last code's entry.
    /// </summary>
    public static byte[] Create(ActivationFunction function, Quantizer input, Quantizer output)
    {
        var table = new byte[Entries];
        for (var q = 0; q < Entries; q++)
        {
            var x = (double)input.Scale * (Math.Min(q, input.Max) - input.ZeroPoint);
            var y = Math.Round(function.Apply(x) / output.Scale) + output.ZeroPoint;
            table[q] = (byte)Math.Clamp(y, output.Min, output.Max);
        }

        return table;
    }

    /// <summary>The table with its place in the weight store, as steps refer to it.</summary>
    public static ActivationTable Store(WeightStoreBuilder store, ActivationFunction function, Quantizer input, Quantizer output) =>
        new(store.Add(Create(function, input, output)), NameOf(function), input.Scale);

    /// <summary>
    /// The part of a range outside which the function changes by less than a quarter of an output step. Inputs beyond its ends
    /// saturate there, and the function's value is the same.
    /// </summary>
    public static ActivationRange TrimFlatEnds(ActivationFunction function, ActivationRange range, float outputScale)
    {
        var values = new double[Points + 1];
        for (var i = 0; i <= Points; i++)
        {
            values[i] = function.Apply(At(range, i));
        }

        var first = FlatRun(values, Flat * outputScale);
        Array.Reverse(values);
        var last = Points - FlatRun(values, Flat * outputScale);
        return first < last ? new ActivationRange((float)At(range, first), (float)At(range, last)) : range;
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
        _ => throw new NotSupportedException(function.GetType().Name),
    };

    private static double At(ActivationRange range, int point) => range.Min + (((double)range.Max - range.Min) * point / Points);

    /// <summary>The last index up to which the values stay within the given extent.</summary>
    private static int FlatRun(double[] values, double extent)
    {
        double least = values[0], most = values[0];
        var i = 0;
        while (i + 1 < values.Length && Math.Max(most, values[i + 1]) - Math.Min(least, values[i + 1]) <= extent)
        {
            i++;
            least = Math.Min(least, values[i]);
            most = Math.Max(most, values[i]);
        }

        return i;
    }
}
