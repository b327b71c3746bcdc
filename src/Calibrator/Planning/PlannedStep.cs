using QMlp.Calibrator.Calibration;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Settings;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Nodes of the float network that become one quantized step, and all that planning has to know of it: a kind of step is known here and nowhere else.
/// It speaks of values; <see cref="PlacedStep"/> says which tensors hold them.
/// </summary>
/// <param name="Name">The step's name, unique in its network.</param>
/// <param name="Output">The value that it makes.</param>
abstract record PlannedStep(string Name, Value Output)
{
    /// <summary>The values that it reads; the first is the one that it computes on.</summary>
    public abstract IReadOnlyList<Reading> Reads { get; }

    /// <summary>The forms in which it can write its result.</summary>
    public virtual Storage Writes => Storage.U8 | Storage.S16;

    /// <summary>Values whose ranges it needs beyond that of its result.</summary>
    public virtual IReadOnlyList<ObservationRequest> Observes => [];

    /// <summary>
    /// The input vectors that its weights are multiplied with, one set for each matrix: what samples say of them guides roundings and corrections.
    /// </summary>
    public virtual IReadOnlyList<InputColumns> InputVectors => [];

    /// <summary>Where it only moves elements: for each of its result's, which one it is of its input.</summary>
    public virtual IndexMap? Moves => null;

    /// <summary>Whether it can give each of so many equal ranges of its result's channels a quantizer of its own.</summary>
    public virtual bool WritesRanges(int count) => count == 1;

    /// <summary>Bits that it wants a byte to use which it reads.</summary>
    public virtual int InputBits(QuantizationSettings settings) => settings.ActivationBits;

    /// <summary>Follows the bytes of an image through the step, whose first input they are.</summary>
    /// <returns>False: it needs them normalized, so the network cannot take byte images.</returns>
    public virtual bool TakePixels(PixelFolding pixels, PlacedStep placed) => false;

    /// <summary>The step with the elements of each patch of an image in the order row, column, channel; null where it cuts no patches.</summary>
    public virtual ReorderedPatches? CutChannelsLast() => null;

    /// <summary>The same step for an input whose last axis is in another order; null where it cannot be had.</summary>
    /// <param name="source">For each element of the new order its index in the old one.</param>
    public virtual PlannedStep? ReadReordered(Func<int, int> source) => null;

    /// <summary>Checks what the step of the model file can express.</summary>
    /// <exception cref="UserError">It cannot express this.</exception>
    public virtual void Check()
    {
    }

    /// <summary>The step with its numbers.</summary>
    /// <exception cref="UserError">A parameter is not finite, or a sum could overflow.</exception>
    public abstract Step Make(StepNumbers numbers);
}

/// <summary>A step that cuts patches in another order of their elements.</summary>
/// <param name="Source">For each element of a patch in the new order its index in the old one.</param>
sealed record ReorderedPatches(PlannedStep Step, Func<int, int> Source);
