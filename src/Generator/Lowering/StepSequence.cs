using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// Makes the plan steps of a model in order, each output in the layout that its readers ask for: as its producer can write it, or interleaved
/// behind it.
/// </summary>
sealed class StepSequence(QuantizedModel model, TensorTable tensors, LayoutDemands demands, SlotTable slots, UniqueNames names)
{
    private readonly List<PlanStep> _steps = [];

    public IReadOnlyList<PlanStep> Lower(IEnumerable<LoweringTask> tasks)
    {
        AddEntryCopy();
        AddInterleavings(model.Input.Tensor);
        foreach (var (step, lowering) in tasks)
        {
            var inputs = step.Inputs.Zip(lowering.Reads(step, tensors), (input, wish) => slots.Find(input.Tensor, wish.Layout)).ToList();
            var output = slots.Add(tensors[step.Output], WrittenLayout(step, lowering));
            _steps.Add(lowering.Lower(step, output, new LoweringContext(tensors, names.Take(Identifier.FromText(step.Name, "Step")), inputs)));
            AddInterleavings(step.Output);
        }

        return _steps;
    }

    /// <summary>The quantized input may be the caller's own memory, where a kernel must not read a byte more. Behind the copy are zeros.</summary>
    private void AddEntryCopy()
    {
        if (demands.ReadPastTheEnd(model.Input.Tensor))
        {
            var all = new IndexMap(EquatableArray.Create(tensors[model.Input.Tensor].Length), EquatableArray.Create(1), 0);
            _steps.Add(new Rearrange(model.Input.Tensor + ", copied", names.Take("CopyInput"), slots.Entry, slots.ShadowEntry(), all, KernelFacts.Quad - 1));
        }
    }

    private TensorLayout WrittenLayout(Step step, ILoweringOperator lowering)
    {
        var wanted = demands.Of(step.Output);
        return wanted.Count == 1 && lowering.CanWrite(step, wanted[0], tensors) ? wanted[0] : tensors[step.Output].RowMajor();
    }

    private void AddInterleavings(string tensor)
    {
        foreach (var layout in demands.Of(tensor).OfType<TokenQuadLayout>().Where(layout => !slots.Has(tensor, layout)))
        {
            var input = slots.Find(tensor, tensors[tensor].RowMajor());
            var output = slots.Add(tensors[tensor], layout);
            _steps.Add(new Interleave(tensor + ", interleaved", names.Take("Interleave" + Identifier.FromText(tensor, "Tensor")), input, output, layout));
        }
    }
}
