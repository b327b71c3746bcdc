namespace QMlp.ModelFormat;

/// <summary>An activation function as a table of all 256 inputs: y = table[q].</summary>
/// <param name="Data">u8[256].</param>
/// <param name="Function">
/// Name of the function that the entries were computed from, for readers and exporters (the table alone is executed):
/// gelu, gelu-tanh, silu, sigmoid, tanh, hard-sigmoid, hard-swish, leaky-relu or clip; "table" for one that is known by its values only.
/// </param>
/// <param name="InputScale">Scale of the table's input q; its zero point is the group's (or, in a <see cref="TableStep"/>, the input tensor's).</param>
sealed record ActivationTable(Section Data, string Function, float InputScale)
{
    public const int Entries = 256;
}
