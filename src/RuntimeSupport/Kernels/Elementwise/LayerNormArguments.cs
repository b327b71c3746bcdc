// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>What a layer normalization reads: rows of the residual stream, its parameters, and the limits of its output.</summary>
readonly unsafe partial struct LayerNormArguments
{
    /// <summary>s16, row 0; -32767 to 32767.</summary>
    public short* Input { get; init; }

    /// <summary>Values from one row to the next.</summary>
    public nint Stride { get; init; }

    /// <summary>C.</summary>
    public int Channels { get; init; }

    /// <summary>Epsilon of the float model divided by the square of the input's scale.</summary>
    public double Epsilon { get; init; }

    /// <summary>f32[C].</summary>
    public float* Gain { get; init; }

    /// <summary>f32[C].</summary>
    public float* Offset { get; init; }

    /// <summary>Least value of the output's quantizer.</summary>
    public int Min { get; init; }

    /// <summary>Greatest value of the output's quantizer.</summary>
    public int Max { get; init; }
}
