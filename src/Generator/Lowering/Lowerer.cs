using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Quantized model in, plan out: strategies choose the kernels, consumers the layouts, then rows are banded and memory is packed.</summary>
static class Lowerer
{
    /// <param name="model">A valid model.</param>
    /// <param name="reservedNames">Names that no emitted method may have.</param>
    /// <param name="refusal">Where the result is null: a sentence on the step that cannot be lowered, and its index.</param>
    public static ExecutionPlan? Lower(QuantizedModel model, IEnumerable<string> reservedNames, out Refusal? refusal)
    {
        var demands = new LayoutDemands(model);
        var names = new UniqueNames(reservedNames.ToArray());
        var slots = new SlotTable(model);
        var steps = new List<PlanStep>();
        AddEntryCopy();
        AddInterleavings(model.Input.Tensor);
        for (var i = 0; i < model.Steps.Count; i++)
        {
            var step = model.Steps[i];
            var strategy = StrategyList.For(step, demands);
            if (strategy is null)
            {
                refusal = new Refusal($"Step '{step.Name}' is of a form that this generator has no kernel for; use the generator that belongs to the calibrator which wrote the file.", i);
                return null;
            }

            var output = slots.Add(demands.Tensor(step.Output), WrittenLayout(step, strategy));
            var context = new LoweringContext(demands, slots.Find, names.Take(Identifier.FromText(step.Name, "Step")));
            steps.Add(strategy.Lower(step, output, context));
            AddInterleavings(step.Output);
        }

        var passes = RowBands.Fuse(PatchFusion.Fuse(steps), names);
        var buffers = ScratchAllocator.Pack(slots.Entry, passes);
        if (buffers is not { } packed)
        {
            refusal = new Refusal("The tensors of this model take more than 2 GB of memory at a time, which one block of scratch memory cannot hold.", 0);
            return null;
        }

        var plan = new ExecutionPlan(model, slots.Entry, passes, packed, ScratchAllocator.Size(packed), model.Parameters());
        refusal = plan.Expanded.Length <= ModelLimits.StoreBytes
            ? null
            : new Refusal("The 4-bit weights of this model take more than 2 GB when their groups are expanded to 8 bits; calibrate it without --weight-groups.", 0);
        return refusal is null ? plan : null;

        void AddEntryCopy()
        {
            if (EntryReads.PastItsEnd(model, demands))
            {
                var length = EquatableArray.Create(demands.Tensor(model.Input.Tensor).Length);
                var copy = slots.ShadowEntry();
                steps.Add(new Rearrangement(
                    model.Input.Tensor + ", copied", names.Take("CopyInput"), slots.Entry, copy, sizeof(byte), length, EquatableArray.Create(1), 0));
            }
        }

        TensorLayout WrittenLayout(Step step, IStrategy strategy)
        {
            var wanted = demands.Of(step.Output);
            return wanted.Count == 1 && strategy.CanWrite(step, wanted[0], demands)
                ? wanted[0]
                : LayoutDemands.RowMajor(demands.Tensor(step.Output));
        }

        void AddInterleavings(string tensor)
        {
            foreach (var layout in demands.Of(tensor).OfType<TokenQuadLayout>().Where(layout => !slots.Has(tensor, layout)))
            {
                var input = slots.Find(tensor, LayoutDemands.RowMajor(demands.Tensor(tensor)));
                var output = slots.Add(demands.Tensor(tensor), layout);
                steps.Add(new QuadInterleaving(tensor + ", interleaved", names.Take("Interleave" + Identifier.FromText(tensor, "Tensor")), input, output, layout));
            }
        }
    }
}

/// <summary>Why a model cannot be lowered.</summary>
/// <param name="Step">Index of the step in the model.</param>
sealed record Refusal(string Sentence, int Step);
