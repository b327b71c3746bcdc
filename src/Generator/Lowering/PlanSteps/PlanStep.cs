using QMlp.ModelFormat;

namespace QMlp.Generator.Lowering;

/// <summary>
/// One call of a kernel, with every number that it needs. The arithmetic is that of the model step of the same name
/// (src/ModelFormat); what is added here is where the operands lie. What passes and emission want to know of a step it says itself, so that none
/// of them asks which kind it is; a kind is a file in this folder.
/// </summary>
/// <param name="Name">Name for people, from the model.</param>
/// <param name="Method">Name of the emitted method.</param>
/// <param name="Input">The slot that it computes on.</param>
/// <param name="Output">Slot that is written.</param>
abstract record PlanStep(string Name, string Method, Slot Input, Slot Output)
{
    /// <summary>What it does to what, in the words of the field: "mixes channels: 49 rows of 64 to 256 u8, then a table".</summary>
    public abstract string Sentence { get; }

    /// <summary>How the step is divided between threads.</summary>
    public abstract Division Division { get; }

    /// <summary>Everything that is read, the input first.</summary>
    public virtual IReadOnlyList<Operand> Reads => [Input];

    /// <summary>Multiplications of an activation by a weight.</summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>Weight matrices that are multiplied.</summary>
    public virtual IEnumerable<WeightMatrix> Matrices => [];

    /// <summary>Quads of products that may be added in 16 bits before they are widened: what all weight matrices of the step allow.</summary>
    public int Certificate => Matrices.Select(matrix => matrix.Certificate).DefaultIfEmpty(0).Min();

    /// <summary>Bytes of weights and per-channel constants that are read.</summary>
    public virtual long ConstantBytes => 0;

    /// <summary>Bytes of activations that are read and written.</summary>
    public long ActivationBytes => Reads.Sum(operand => operand.Slot.Layout.Bytes) + Output.Layout.Bytes;

    /// <summary>Bytes of the stack that the step works in, besides the tile of a product.</summary>
    public virtual int StackBytes => 0;

    /// <summary>Number of rows when each row of the output depends on the same row of the inputs alone; 0 otherwise.</summary>
    public virtual int IndependentRows => 0;

    /// <summary>The slot in whose place the output may be written, element by element, while it is read; null where there is none.</summary>
    public virtual Slot? Overwritable => null;

    /// <summary>Where the step only moves values: what its output is, seen in place. Null where it computes.</summary>
    public virtual Operand? Moved => null;

    /// <summary>The group whose accumulators each have one multiplier, where the step's integers can be given out instead of its floats.</summary>
    public virtual LinearGroup? Accumulators => null;

    /// <summary>The same step reading <paramref name="source"/> where it reads a slot now, or null where it has no kernel for that.</summary>
    /// <param name="slot">A slot that it reads as it lies.</param>
    /// <param name="source">What the slot's elements are, in their order.</param>
    public virtual PlanStep? ReadThrough(Slot slot, Operand source) => null;

    /// <summary>Whether the step reads <paramref name="slot"/>, in whatever way.</summary>
    public bool IsReading(Slot slot) => Reads.Any(operand => operand.Slot == slot);
}
