using QMlp.Generator.Naming;
using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>Quantized model in, plan out: operators choose the kernels, consumers the layouts, then memory passes follow and memory is packed.</summary>
static class Lowerer
{
    /// <param name="model">A valid model.</param>
    /// <param name="reservedNames">Names that no emitted method may have.</param>
    /// <param name="refusal">Where the result is null: a sentence on the step that cannot be lowered, and its index.</param>
    public static ExecutionPlan? Lower(QuantizedModel model, IEnumerable<string> reservedNames, out Refusal? refusal)
    {
        var tensors = new TensorTable(model);
        if (ChooseOperators(model, tensors, out refusal) is not { } tasks)
        {
            return null;
        }

        var names = new UniqueNames(reservedNames.ToArray());
        var slots = new SlotTable(model);
        var steps = new StepSequence(model, tensors, new LayoutDemands(tensors, tasks), slots, names).Lower(tasks);
        var passes = MemoryPasses.Apply(steps, names);
        if (ScratchAllocator.Pack(slots.Entry, passes) is not { } buffers)
        {
            refusal = new Refusal("The tensors of this model take more than 2 GB of memory at a time, which one block of scratch memory cannot hold.", 0);
            return null;
        }

        var plan = new ExecutionPlan(model, slots.Entry, passes, buffers, ScratchAllocator.Size(buffers), model.Parameters());
        refusal = plan.Expanded.Length <= ModelLimits.StoreBytes
            ? null
            : new Refusal(
                "The 4-bit weights of this model take more than 2 GB when their groups are expanded to 8 bits; calibrate it without --weight-groups.", 0);
        return refusal is null ? plan : null;
    }

    private static List<LoweringTask>? ChooseOperators(QuantizedModel model, TensorTable tensors, out Refusal? refusal)
    {
        var tasks = new List<LoweringTask>();
        refusal = null;
        foreach (var step in model.Steps)
        {
            if (LoweringOperators.For(step, tensors) is not { } chosen)
            {
                refusal = new Refusal(
                    $"Step '{step.Name}' is of a form that this generator has no kernel for; "
                    + "use the generator that belongs to the calibrator which wrote the file.",
                    tasks.Count);
                return null;
            }

            tasks.Add(new LoweringTask(step, chosen));
        }

        return tasks;
    }
}

/// <summary>Why a model cannot be lowered.</summary>
/// <param name="Step">Index of the step in the model.</param>
sealed record Refusal(string Sentence, int Step);
