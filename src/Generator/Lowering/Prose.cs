using System.Globalization;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Words that the sentences of several plan steps have in common.</summary>
static class Prose
{
    /// <summary>Numbers the same in every culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Rows(int rows) => rows == 1 ? "1 row" : Text($"{rows} rows");

    public static string Groups(int groups) => groups == 1 ? string.Empty : Text($" in {groups} groups");

    /// <summary>Storage type of a slot.</summary>
    public static string TypeWord(this Slot slot) => slot.Type switch
    {
        ElementType.U8 => "u8",
        ElementType.S16 => "s16",
        _ => "float32",
    };

    public static string Interleaved(Slot slot) => slot.Layout is TokenQuadLayout ? ", interleaved by four tokens" : string.Empty;

    /// <summary>What happens to the accumulators of a product.</summary>
    public static string Epilogue(LinearGroup group, Slot output, Slot? residual)
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
