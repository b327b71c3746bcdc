using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>y = table[x] over rows; the columns are divided into ranges with a table each.</summary>
sealed record Table(string Name, string Method, Slot Input, Slot Output, int Rows, int Channels, EquatableArray<TableRange> Ranges)
    : RowStep(Name, Method, Input, Output, Rows, Channels)
{
    public override string Sentence => Prose.Text($"applies a table to {Prose.Rows(Rows)} of {Channels} u8{Prose.Groups(Ranges.Count)}");

    public override long ConstantBytes => Ranges.Sum(range => (long)range.Table.Length);
}

/// <summary>A table and the number of consecutive columns that it serves.</summary>
sealed record TableRange(int Columns, Section Table);
