namespace QMlp.Calibrator.Graph;

/// <summary>Layer normalization over the last axis: y = (x - mean) / sqrt(var + epsilon) * gain + shift.</summary>
sealed record LayerNormNode(string Name, Value Input, float[] Gain, float[] Shift, float Epsilon, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "layernorm";

    public override long Parameters => Gain.Length + Shift.Length;

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var x = read(Input);
        var channels = Input.Shape[^1];
        for (var row = 0; row < x.Length; row += channels)
        {
            double sum = 0, squares = 0;
            for (var c = 0; c < channels; c++)
            {
                sum += x[row + c];
            }

            var mean = sum / channels;
            for (var c = 0; c < channels; c++)
            {
                squares += (x[row + c] - mean) * (x[row + c] - mean);
            }

            var factor = 1 / Math.Sqrt((squares / channels) + Epsilon);
            for (var c = 0; c < channels; c++)
            {
                y[row + c] = (float)(((x[row + c] - mean) * factor * Gain[c]) + Shift[c]);
            }
        }
    }

    /// <summary>No farther from the shift than sqrt(channels - 1) gains, which is as far as one normalized value of so many can be from their mean.</summary>
    public override Interval Bounds(Func<Value, Interval> of)
    {
        var largest = Math.Min(Interval.Deviations, Math.Sqrt(Gain.Length - 1));
        return Gain
            .Select((gain, c) => new Interval(Shift[c] - (largest * Math.Abs(gain)), Shift[c] + (largest * Math.Abs(gain))))
            .Aggregate(Interval.Union);
    }

    public override bool MakesApart(int groups, Func<Value, bool> input) => true;
}
