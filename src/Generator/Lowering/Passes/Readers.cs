namespace QMlp.Generator.Lowering;

/// <summary>Who reads each slot, gathered in one walk over the passes: asking for one slot must not take a walk of its own.</summary>
sealed class Readers
{
    private static readonly Found None = new();

    private readonly Dictionary<Slot, Found> _found = [];

    public Readers(IReadOnlyList<Pass> passes)
    {
        for (var i = 0; i < passes.Count; i++)
        {
            foreach (var step in passes[i].Steps)
            {
                foreach (var slot in step.Reads.Select(operand => operand.Slot).Distinct())
                {
                    Add(slot, step, i);
                }
            }
        }
    }

    /// <summary>Number of steps that read a slot.</summary>
    public int Steps(Slot slot) => Of(slot).Steps;

    /// <summary>Number of passes in which a step reads a slot.</summary>
    public int Passes(Slot slot) => Of(slot).Passes;

    /// <summary>The last step that reads a slot, and the index of its pass; null and -1 where none does.</summary>
    public (PlanStep? Step, int Pass) Last(Slot slot) => (Of(slot).Last, Of(slot).LastPass);

    private Found Of(Slot slot) => _found.TryGetValue(slot, out var found) ? found : None;

    private void Add(Slot slot, PlanStep step, int pass)
    {
        if (!_found.TryGetValue(slot, out var found))
        {
            _found.Add(slot, found = new Found());
        }

        found.Steps++;
        found.Passes += found.LastPass == pass ? 0 : 1;
        found.Last = step;
        found.LastPass = pass;
    }

    private sealed class Found
    {
        public int Steps { get; set; }

        public int Passes { get; set; }

        public PlanStep? Last { get; set; }

        public int LastPass { get; set; } = -1;
    }
}
