namespace QMlp.Calibrator.Graph;

/// <summary>
/// Cuts an image [1, C, H, W] into non-overlapping patches [1, (H / PatchHeight) * (W / PatchWidth), C * PatchHeight * PatchWidth];
/// the elements of a patch are in the order channel, row, column. A patch embedding is this and a <see cref="LinearNode"/>.
/// </summary>
sealed record PatchesNode(string Name, Value Input, int PatchHeight, int PatchWidth, Value Output) : UnaryNode(Name, Input, Output)
{
    public override string Kind => "patches";

    public override void Compute(Func<Value, float[]> read, float[] y)
    {
        var x = read(Input);
        int channels = Input.Shape[1], height = Input.Shape[2], width = Input.Shape[3];
        var across = width / PatchWidth;
        var i = 0;
        for (var patch = 0; patch < Output.Shape[1]; patch++)
        {
            int top = patch / across * PatchHeight, left = patch % across * PatchWidth;
            for (var c = 0; c < channels; c++)
            {
                for (var row = 0; row < PatchHeight; row++)
                {
                    x.AsSpan((((c * height) + top + row) * width) + left, PatchWidth).CopyTo(y.AsSpan(i));
                    i += PatchWidth;
                }
            }
        }
    }

    public override Interval Bounds(Func<Value, Interval> of) => of(Input);
}
