using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>
/// A function by table, one call for each range of columns with a table of its own. No struct: looking bytes up is no arithmetic on lanes
/// of floats, each instruction set has a way of its own to do it.
/// </summary>
sealed class TableEmitter : StepEmitter<Table>
{
    protected override void Emit(StepCode context, Table step)
    {
        context.Kernels.Add("Table.cs");
        using (context.Open(step, "y[row, c] = table[x[row, c]]"))
        {
            var stride = Literals.Number(step.Channels);
            var column = 0;
            for (var i = 0; i < step.Ranges.Count; i++)
            {
                var range = step.Ranges[i];
                var name = step.Method + "Table" + (step.Ranges.Count == 1 ? string.Empty : Literals.Number(i));
                var at = $"((nint)rowBegin * {stride}) + {Literals.Number(column)}";
                context.Code.Line("global::QMlp.Runtime.Table<TTier>.Rows(");
                context.Code.Line($"    table: {context.Constants(range.Table, name, "byte", "[256]")},");
                context.Code.Line($"    x: {context.RowZero(step.Input)} + {at}, stride: {stride},");
                context.Code.Line($"    y: {context.RowZero(step.Output)} + {at}, yStride: {stride},");
                context.Code.Line($"    rows: rowEnd - rowBegin, columns: {Literals.Number(range.Columns)});");
                column += range.Columns;
            }
        }
    }
}
