namespace QMlp.Calibrator.Graph;

/// <summary>Elementwise function; several of them divide the last axis into equal contiguous channel groups.</summary>
sealed record ActivationNode(string Name, Value Input, IReadOnlyList<ActivationFunction> Functions, Value Output) : UnaryNode(Name, Input, Output)
{
    /// <summary>Into so many steps the input's range is divided where the function is tried.</summary>
    private const int Steps = 1024;

    public override string Kind => "activation";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var x = read(Input);
        var channels = Output.Shape[^1];
        var group = channels / Functions.Count;
        SampledFunction[] functions = [.. Functions.Select(SampledFunction.Of)];
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = functions[i % channels / group].At(x[i]);
        }
    }

    /// <summary>The functions' values on equally spaced points of the range, both ends included.</summary>
    public override Interval Bounds(Func<Value, Interval> of)
    {
        var x = of(Input);
        return Functions.Select(function =>
        {
            var values = Enumerable.Range(0, Steps + 1).Select(i => function.Apply(x.Low + ((x.High - x.Low) * i / Steps))).ToList();
            return new Interval(values.Min(), values.Max());
        }).Aggregate(Interval.Union);
    }

    public override bool MakesApart(int groups, Func<Value, bool> input) => input(Input);
}
