using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// One call of a kernel, with every number that it needs. The arithmetic is that of the model step of the same name
/// (src/ModelFormat/Steps); what is added here is where the operands lie.
/// </summary>
/// <param name="Name">Name for people, from the model.</param>
/// <param name="Method">Name of the emitted method.</param>
/// <param name="Input">Slot that is read.</param>
/// <param name="Output">Slot that is written.</param>
abstract record PlanStep(string Name, string Method, Slot Input, Slot Output)
{
    /// <summary>Multiplications of an activation by a weight.</summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>Quads of products that may be added in 16 bits before they are widened: what all weight matrices of the step allow.</summary>
    public virtual int Certificate => 0;

    /// <summary>Bytes of weights and per-channel constants that are read.</summary>
    public virtual long ConstantBytes => 0;

    /// <summary>Bytes of activations that are read and written.</summary>
    public virtual long ActivationBytes => Input.Layout.Bytes + Output.Layout.Bytes;

    /// <summary>Every slot that is read.</summary>
    public virtual IEnumerable<Slot> Reads => [Input];

    /// <summary>Number of rows when each row of the output depends on the same row of the inputs alone; 0 otherwise.</summary>
    public virtual int IndependentRows => 0;

    /// <summary>How the step is divided between threads.</summary>
    public abstract Division Division { get; }

    /// <summary>Rows in either layout.</summary>
    protected Division DivisionOfRows(int rows) =>
        Output.Layout is TokenQuadLayout quads ? Division.OfQuads(quads) : new Division(DivisionAxis.Rows, rows, DivisionMultiple.One);
}

/// <summary>y[row, n] = epilogue(bias[n] + sum over k of w[n, k] * x[row, k]) over row-major operands.</summary>
sealed record ChannelMixing(
    string Name, string Method, Slot Input, Slot? Residual, float ResidualMultiplier, Slot Output, int Rows, LinearGroup Group)
    : PlanStep(Name, Method, Input, Output)
{
    public override long MultiplyAccumulates => (long)Rows * Group.Weights.Rows * Group.Weights.Depth;

    public override int Certificate => Group.Weights.Certificate;

    public override long ConstantBytes => Group.ConstantBytes();

    public override long ActivationBytes => base.ActivationBytes + (Residual?.Layout.Bytes ?? 0);

    public override IEnumerable<Slot> Reads => Residual is null ? [Input] : [Input, Residual];

    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Division Division =>
        new(DivisionAxis.Rows, Rows, Output.Layout is RowLayout ? DivisionMultiple.BlockRows : DivisionMultiple.TileRows);
}

/// <summary>A product along the last axis whose rows an index map cuts out of an image, a few at a time.</summary>
/// <param name="RowAxes">Number of the index map's first axes, along which rows are counted.</param>
/// <param name="RowsAtATime">Rows that are gathered before they are multiplied, a multiple of 4.</param>
sealed record PatchMixing(string Name, string Method, Rearrangement Patches, ChannelMixing Product, int RowAxes, int RowsAtATime)
    : PlanStep(Name, Method, Patches.Input, Product.Output)
{
    public override long MultiplyAccumulates => Product.MultiplyAccumulates;

    public override int Certificate => Product.Certificate;

    public override long ConstantBytes => Product.ConstantBytes;

    /// <summary>A row reads more than the same row of the image, which must be there as a whole: that of the caller is.</summary>
    public override int IndependentRows => Input.Place == SlotPlace.Input ? Product.IndependentRows : 0;

    public override Division Division => Product.Division;
}

/// <summary>y[o, n, c] = epilogue(bias[n] + sum over t of w[n, t] * x[o, t, c]), x in quads of tokens; one weight matrix for each range of columns.</summary>
sealed record TokenMixing(
    string Name, string Method, Slot Input, Slot? Residual, float ResidualMultiplier, Slot Output, TokenQuadLayout View, EquatableArray<LinearGroup> Groups)
    : PlanStep(Name, Method, Input, Output)
{
    /// <summary>N, tokens of the output.</summary>
    public int OutputTokens => Groups[0].Weights.Rows;

    public override long MultiplyAccumulates => (long)View.Outer * OutputTokens * View.Tokens * View.Columns;

    public override int Certificate => Groups.Min(group => group.Weights.Certificate);

    public override long ConstantBytes => Groups.Sum(group => group.ConstantBytes());

    public override long ActivationBytes => base.ActivationBytes + (Residual?.Layout.Bytes ?? 0);

    public override IEnumerable<Slot> Reads => Residual is null ? [Input] : [Input, Residual];

    public override Division Division =>
        View.Outer == 1 ? new(DivisionAxis.Columns, View.Columns, DivisionMultiple.TileColumns) : Division.OfBlocks(View.Outer);
}

/// <summary>Layer normalization of the rows of an s16 tensor into u8 or s16, in either layout.</summary>
sealed record Normalization(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, double Epsilon, Section Gain, Section Offset, Bounds Bounds)
    : PlanStep(Name, Method, Input, Output)
{
    public override long ConstantBytes => (long)Gain.Length + Offset.Length;

    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Division Division => DivisionOfRows(Rows);
}

/// <summary>Per-channel affine map of the rows of a u8 or s16 tensor, in either layout.</summary>
sealed record Rescaling(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, Section Gain, Section Offset, Bounds Bounds)
    : PlanStep(Name, Method, Input, Output)
{
    public override long ConstantBytes => (long)Gain.Length + Offset.Length;

    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Division Division => DivisionOfRows(Rows);
}

/// <summary>Elementwise product of two tensors, each u8 or s16 in rows, in either layout.</summary>
sealed record Multiplication(
    string Name, string Method, Slot Input, int InputZeroPoint, Slot Factor, int FactorZeroPoint, float Multiplier, Slot Output, int Rows, int Channels,
    int ZeroPoint, Bounds Bounds)
    : PlanStep(Name, Method, Input, Output)
{
    public override long ActivationBytes => base.ActivationBytes + Factor.Layout.Bytes;

    public override IEnumerable<Slot> Reads => [Input, Factor];

    public override int IndependentRows => Output.Layout is RowLayout ? Rows : 0;

    public override Division Division => DivisionOfRows(Rows);
}

/// <summary>Mean over an axis: [Outer][Tokens][Channels] to [Outer][Channels].</summary>
sealed record MeanPooling(string Name, string Method, Slot Input, Slot Output, int Outer, int Tokens, int Channels, Section Gain, Section Offset, Bounds Bounds)
    : PlanStep(Name, Method, Input, Output)
{
    public override long ConstantBytes => (long)Gain.Length + Offset.Length;

    public override Division Division =>
        Outer == 1 ? new(DivisionAxis.Columns, Channels, DivisionMultiple.CacheLine) : Division.OfBlocks(Outer);
}

/// <summary>y = table[x]; the columns are divided into ranges with a table each.</summary>
sealed record TableLookup(string Name, string Method, Slot Input, Slot Output, int Rows, int Columns, EquatableArray<TableRange> Tables)
    : PlanStep(Name, Method, Input, Output)
{
    public override long ConstantBytes => Tables.Sum(range => (long)range.Table.Length);

    public override int IndependentRows => Rows;

    public override Division Division => DivisionOfRows(Rows);
}

/// <summary>The index map of a <see cref="RearrangeStep"/> over elements of <paramref name="ElementSize"/> bytes.</summary>
sealed record Rearrangement(string Name, string Method, Slot Input, Slot Output, int ElementSize, EquatableArray<int> Dims, EquatableArray<int> Strides, int Offset)
    : PlanStep(Name, Method, Input, Output)
{
    public override Division Division => Dims.Count == 1
        ? new(DivisionAxis.Blocks, Dims[0], DivisionMultiple.CacheLine)
        : Division.OfBlocks(Dims.Count == 0 ? 1 : Dims[0]);
}

/// <summary>Row-major u8 to quads of tokens, where the producer cannot write them itself.</summary>
sealed record QuadInterleaving(string Name, string Method, Slot Input, Slot Output, TokenQuadLayout View) : PlanStep(Name, Method, Input, Output)
{
    public override Division Division => Division.OfQuads(View);
}

/// <summary>Limits of a quantizer.</summary>
sealed record Bounds(int Low, int High);

/// <summary>A table and the number of consecutive columns that it serves.</summary>
sealed record TableRange(int Columns, Section Table);

static class LinearGroupSize
{
    /// <summary>Bytes of weights, as kernels read them, bias, multipliers and table.</summary>
    public static long ConstantBytes(this LinearGroup group) =>
        group.Weights.MultipliedLength() + group.Bias.Length + group.Multiplier.Length
        + (group.ColumnMultiplier?.Length ?? 0) + (group.Table?.Data.Length ?? 0);
}
