using QMlp.Generator.Lowering;

namespace QMlp.Generator.Emission;

/// <summary>The sum of tensors of different scale. Its terms are called A, B and so on.</summary>
sealed class AddEmitter : ElementwiseEmitter<Add>
{
    protected override string Formula(Add step) => string.Join(" + ", step.Terms.Select((term, i) =>
        Prose.Text($"float({char.ToLowerInvariant(Letter(i))}[row, c]{EpilogueEmitter.Plus(-term.ZeroPoint)}) * {term.Multiplier:G6}")));

    protected override IEnumerable<ElementwiseOperand> Operands(Add step) =>
        step.Terms.Select((term, i) => new ElementwiseOperand($"{Letter(i)}", term.Slot));

    protected override IEnumerable<string> Constants(Add step)
    {
        for (var i = 0; i < step.Terms.Count; i++)
        {
            if (step.Terms[i].ZeroPoint != 0)
            {
                yield return $"private const int ZeroPointOf{Letter(i)} = {Literals.Number(step.Terms[i].ZeroPoint)};";
            }

            yield return $"private static float MultiplierOf{Letter(i)} => {Literals.Exact(step.Terms[i].Multiplier)};";
        }
    }

    protected override IEnumerable<string> Value(Add step)
    {
        yield return $"var sum = {Term(step, 0)};";
        for (var i = 1; i < step.Terms.Count; i++)
        {
            yield return $"sum = TLanes.Add(sum, {Term(step, i)});";
        }

        yield return "return sum;";
    }

    private static string Term(Add step, int index)
    {
        var centered = LoadCentered($"{Letter(index)}", step.Terms[index].ZeroPoint, $"ZeroPointOf{Letter(index)}");
        return $"TLanes.Multiply({centered}, TLanes.Broadcast(MultiplierOf{Letter(index)}))";
    }

    private static char Letter(int index) => (char)('A' + index);
}
