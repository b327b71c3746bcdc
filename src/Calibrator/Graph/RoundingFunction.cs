namespace QMlp.Calibrator.Graph;

/// <summary>
/// A quantizer of the original model: x rounded to scale * (q - zeroPoint) with the nearest q in [Min, Max], ties to even, computed in
/// float32 as ONNX defines QuantizeLinear and DequantizeLinear. Signed types of up to 8 bits are unsigned here, their zero point moved by as much.
/// </summary>
/// <param name="Min">0 for types of up to 8 bits.</param>
/// <param name="Max">255 for 8 bits, 15 for 4; up to 65535 apart from <paramref name="Min"/>.</param>
sealed record RoundingFunction(float Scale, int ZeroPoint, int Min, int Max) : ActivationFunction
{
    /// <summary>Whether the integers fit a byte; those of 16 bits are a range, not a rounding that would matter.</summary>
    public bool FitsByte => Max - Min <= byte.MaxValue;

    /// <summary>The smallest and the largest number that can be represented.</summary>
    public float Lowest => Scale * (Min - ZeroPoint);

    public float Highest => Scale * (Max - ZeroPoint);

    public int Code(float x) => (int)Math.Clamp(MathF.Round(x / Scale, MidpointRounding.ToEven) + ZeroPoint, Min, Max);

    public override double Apply(double x) => Scale * (float)(Code((float)x) - ZeroPoint);
}

/// <summary>A function of the integers of a quantizer, given as the list of its values: how exporters write a table.</summary>
/// <param name="Entries">The value for each integer from 0 on.</param>
sealed record TabulatedFunction(RoundingFunction Quantizer, float[] Entries) : ActivationFunction
{
    public override double Apply(double x) => Entries[Math.Min(Quantizer.Code((float)x), Entries.Length - 1)];
}
