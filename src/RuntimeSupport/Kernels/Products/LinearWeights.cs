// Needs:
#nullable enable
namespace QMlp.Runtime;

/// <summary>A quantized weight matrix of N x K as a driver reads it. Nothing in it needs to be aligned.</summary>
readonly unsafe partial struct LinearWeights
{
    /// <summary>
    /// Channel mixing: panels [N/16][K/4][16][4]. Token mixing: rows [N][K padded to a multiple of 4]. Padding holds zero weights.
    /// </summary>
    public byte* Data { get; init; }

    /// <summary>s32[N]; holds -zeroPoint(x) * sum over k of weight[n, k].</summary>
    public int* Bias { get; init; }

    /// <summary>N, output features.</summary>
    public int Rows { get; init; }

    /// <summary>K, input features.</summary>
    public int Depth { get; init; }

    /// <summary>8, or 4 where two weights share a byte.</summary>
    public int Bits { get; init; }

    /// <summary>Quads of k whose products with any admissible input may be added in 16 bits before they are widened: 0, 1, 2, 4 or 8.</summary>
    public int Certificate { get; init; }
}
