using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>The arithmetic of <see cref="TableStep"/>: values are looked up.</summary>
sealed class TableReference : StepReference<TableStep>
{
    protected override ReferenceTensor Run(TableStep step, IReadOnlyList<ReferenceTensor> inputs, TensorInfo output, ModelArrays arrays)
    {
        var tables = step.Tables.Select(table => arrays.Bytes(table.Data).ToArray()).ToArray();
        var groups = ChannelQuantizers.GroupsOf(inputs[0].Info);
        var y = new int[output.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = tables[groups[i % groups.Length]][inputs[0].Integers[i]];
        }

        return new ReferenceTensor(output, y, []);
    }
}
