using System.Globalization;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>The plan in sentences, one for each step: what it does to what, in the words of the field.</summary>
static class PlanProse
{
    /// <summary>For example "mixes channels: 49 rows of 64 u8 to 256 u8, table".</summary>
    public static string Sentence(PlanStep step) => step switch
    {
        ChannelMixing mixing => Text(
            $"mixes channels: {Rows(mixing.Rows)} of {mixing.Group.Weights.Depth} to {mixing.Group.Weights.Rows} {Type(mixing.Output)}{Epilogue(mixing.Group, mixing.Output, mixing.Residual)}"),
        PatchMixing mixing => Text($"cuts {mixing.Product.Rows} patches out of {mixing.Input.Tensor}, {mixing.RowsAtATime} at a time, and {Sentence(mixing.Product)}"),
        TokenMixing mixing => Text(
            $"mixes tokens: {mixing.View.Tokens} to {mixing.OutputTokens} tokens of {mixing.View.Columns} channels {Type(mixing.Output)}{Groups(mixing.Groups.Count)}{Epilogue(mixing.Groups[0], mixing.Output, mixing.Residual)}"),
        Normalization norm => Text($"normalizes {Rows(norm.Rows)} of {norm.Channels} s16 to {Type(norm.Output)}{Interleaved(norm.Output)}"),
        Rescaling rescaling => Text($"scales and shifts {Rows(rescaling.Rows)} of {rescaling.Channels} {Type(rescaling.Input)} to {Type(rescaling.Output)}{Interleaved(rescaling.Output)}"),
        Multiplication product => Text(
            $"multiplies {Rows(product.Rows)} of {product.Channels} {Type(product.Input)} by {Type(product.Factor)} to {Type(product.Output)}{Interleaved(product.Output)}"),
        MeanPooling mean => Text($"averages {mean.Tokens} tokens of {mean.Channels} {Type(mean.Input)} to {Type(mean.Output)}"),
        TableLookup table => Text($"applies a table to {Rows(table.Rows)} of {table.Columns} u8{Groups(table.Tables.Count)}"),
        Rearrangement move => Text($"rearranges {move.Dims.AsSpan().Product()} {Type(move.Input)} values"),
        QuadInterleaving quads => Text($"interleaves {quads.View.Tokens} tokens of {quads.View.Columns} u8 by four"),
        _ => throw new NotSupportedException(step.GetType().Name),
    };

    /// <summary>How the rows of a pass run through its steps; null for a single step.</summary>
    public static string? Bands(Pass pass) => pass switch
    {
        { IsBanded: false } => null,
        { BandRows: var band, Rows: var rows } when band < rows => Text($"together, in bands of {band} of {rows} rows"),
        _ => "together, all rows at once",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Rows(int rows) => rows == 1 ? "1 row" : Text($"{rows} rows");

    private static string Groups(int groups) => groups == 1 ? string.Empty : Text($" in {groups} groups");

    private static string Type(Slot slot) => slot.Type switch
    {
        ElementType.U8 => "u8",
        ElementType.S16 => "s16",
        _ => "float32",
    };

    private static string Interleaved(Slot slot) => slot.Layout is TokenQuadLayout ? ", interleaved by four tokens" : string.Empty;

    private static string Epilogue(LinearGroup group, Slot output, Slot? residual)
    {
        var text = Interleaved(output);
        if (group.ColumnMultiplier is not null)
        {
            text += ", scaled by channel";
        }

        if (group.Table is not null)
        {
            text += ", then a table";
        }
        else if (output.Type == ElementType.U8)
        {
            text += Text($", clamped to {group.Low}..{group.High}");
        }

        return residual is null ? text : text + ", added to the residual";
    }
}
