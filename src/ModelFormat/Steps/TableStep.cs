namespace QMlp.ModelFormat;

/// <summary>Elementwise function of a U8 tensor by table: y = table[q], one table for each quantizer group of the input.</summary>
sealed record TableStep(string Name, string Input, string Output, EquatableArray<ActivationTable> Tables) : Step(Name, Output)
{
    public override IReadOnlyList<StepInput> Inputs => [new("input", Input)];

    public override IReadOnlyList<StepArray> Arrays => [.. Tables.Select((table, i) => StepArray.Of($"tables[{i}]", table))];
}
