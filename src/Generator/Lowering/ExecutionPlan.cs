using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A model made ready to be written down: what runs in which order, with which memory. Holds no text of C#.</summary>
/// <param name="Entry">The slot that the network reads: the quantized input.</param>
/// <param name="Passes">What runs, in order.</param>
/// <param name="Buffers">The scratch block, in the order of first use.</param>
/// <param name="ScratchSize">Bytes of the scratch block, a multiple of <see cref="KernelFacts.Alignment"/>.</param>
/// <param name="ParameterCount">Weights and biases of the network.</param>
sealed record ExecutionPlan(
    QuantizedModel Model,
    Slot Entry,
    EquatableArray<Pass> Passes,
    EquatableArray<ScratchBuffer> Buffers,
    int ScratchSize,
    long ParameterCount)
{
    public long MultiplyAccumulates => Passes.Sum(pass => pass.MultiplyAccumulates);

    /// <summary>Weights that kernels do not read as they are stored.</summary>
    public ExpandedWeights Expanded { get; } = new(Passes.SelectMany(pass => pass.Steps).SelectMany(step => step.Matrices));

    /// <summary>Bytes of the stack that a call works in, besides the tiles of products.</summary>
    public int StackBytes => Passes.Max(pass => pass.Steps.Max(step => step.StackBytes));

    /// <summary>
    /// Part of the scratch block that holds what stays within bands of rows, of which each thread that shares a call needs one; 0 bytes where
    /// no pass has bands.
    /// </summary>
    public (int Offset, int Length) Bands
    {
        get
        {
            var slots = new HashSet<Slot>(Passes.SelectMany(pass => pass.Internal));
            var buffers = Buffers.Where(buffer => slots.Contains(buffer.Slot)).ToList();
            var offset = buffers.Count == 0 ? 0 : buffers.Min(buffer => buffer.Offset);
            return (offset, buffers.Count == 0 ? 0 : buffers.Max(buffer => buffer.Offset + buffer.Length) - offset);
        }
    }

    /// <summary>The layer that makes the logits, where it mixes channels: each of its outputs then has one multiplier. Null where it mixes tokens.</summary>
    public LinearGroup? Classifier => Passes.SelectMany(pass => pass.Steps).FirstOrDefault(step => step.Output.Place == SlotPlace.Output)?.Accumulators;

    /// <summary>Length of a float sample.</summary>
    public int InputLength => Model.Input.Shape.AsSpan().Product();

    /// <summary>Number of logits.</summary>
    public int OutputLength => Model.Tensors.First(tensor => tensor.Name == Model.Output).Length;
}
