// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>What a mean over tokens reads, and the limits of its output.</summary>
/// <typeparam name="TIn">byte or short.</typeparam>
readonly unsafe partial struct MeanArguments<TIn>
    where TIn : unmanaged
{
    /// <summary>Token 0.</summary>
    public TIn* Input { get; init; }

    /// <summary>Values from one token to the next.</summary>
    public nint Stride { get; init; }

    /// <summary>T, at most 65,536, so that the sum of s16 values stays within 32 bits.</summary>
    public int Tokens { get; init; }

    /// <summary>Channels of a token.</summary>
    public int Channels { get; init; }

    /// <summary>f32[channels]: scale(r) / (T * scale(y)).</summary>
    public float* Gain { get; init; }

    /// <summary>f32[channels]; holds both zero points.</summary>
    public float* Offset { get; init; }

    /// <summary>Least value of the output's quantizer.</summary>
    public int Min { get; init; }

    /// <summary>Greatest value of the output's quantizer.</summary>
    public int Max { get; init; }
}
