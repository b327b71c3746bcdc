using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// What changes where values lie and when they are there, and no value: an ordered list. A memory pass goes by what steps say of themselves
/// (what they read, whether rows are independent, whether they can read through a map), never by their kind.
/// </summary>
static class MemoryPasses
{
    private static readonly IMemoryPass[] InOrder = [new MapsIntoReaders(), new RowBands()];

    /// <summary>The steps as passes over memory.</summary>
    /// <param name="names">Names of methods taken so far.</param>
    public static EquatableArray<Pass> Apply(IEnumerable<PlanStep> steps, UniqueNames names) => InOrder
        .Aggregate((IReadOnlyList<Pass>)[.. steps.Select(Pass.Of)], (passes, change) => change.Apply(passes, names))
        .ToEquatableArray();
}

/// <summary>One change of the memory that a network works in.</summary>
interface IMemoryPass
{
    IReadOnlyList<Pass> Apply(IReadOnlyList<Pass> passes, UniqueNames names);
}
