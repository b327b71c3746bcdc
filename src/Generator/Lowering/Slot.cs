using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>A tensor in memory: one layout of it. A tensor that is read in two layouts has two slots.</summary>
/// <param name="Identifier">Its name in the emitted code, unique in the plan ("Blocks0Norm1").</param>
/// <param name="Tensor">Name of the tensor in the model.</param>
sealed record Slot(string Identifier, string Tensor, ElementType Type, TensorLayout Layout, SlotPlace Place);

/// <summary>Where a slot's memory comes from.</summary>
enum SlotPlace
{
    /// <summary>The one block of scratch memory.</summary>
    Scratch,

    /// <summary>The quantized input: the caller's pixels, or scratch that the entry from floats has filled.</summary>
    Input,

    /// <summary>The caller's output.</summary>
    Output,
}

/// <summary>A slot's place in the scratch block.</summary>
/// <param name="Offset">Bytes from the start of the block, a multiple of <see cref="KernelFacts.Alignment"/>.</param>
/// <param name="Length">Bytes, with what kernels may touch past the end.</param>
/// <param name="FirstPass">Index of the pass that writes it; -1 for the entry.</param>
/// <param name="LastPass">Index of the last pass that reads it.</param>
sealed record ScratchBuffer(Slot Slot, int Offset, int Length, int FirstPass, int LastPass);
