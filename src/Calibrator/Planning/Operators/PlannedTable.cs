using QMlp.Calibrator.Graph;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>An activation function that no step before it can apply: a table from byte to byte.</summary>
sealed record PlannedTable(string Name, Value Input, ActivationFunction Function, Value Output) : PlannedStep(Name, Output)
{
    public override IReadOnlyList<Reading> Reads => [new(Input, Storage.U8, ChannelRanges.Any)];

    public override Storage Writes => Storage.U8;

    public static PlannedTable Of(ActivationNode node) => node.Functions.Distinct().Count() == 1
        ? new(node.Name, node.Input, node.Functions[0], node.Output)
        : throw PlanErrors.Refuse(
            node, "it has different functions for channel groups but does not directly follow a linear layer with those groups");

    public override Step Make(StepNumbers numbers)
    {
        var (input, output) = (numbers.Quantizers[numbers.Input], numbers.Quantizers[numbers.Output]);
        var tables = input.Select((quantizer, g) => ActivationTables.Store(numbers.Store, Function, quantizer, output[Math.Min(g, output.Count - 1)]));
        return new TableStep(Name, numbers.Input.Name, numbers.Output.Name, tables.ToEquatableArray());
    }
}
