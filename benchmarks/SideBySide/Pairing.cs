using System.Diagnostics;
using System.Globalization;
using QMlp.SideBySide.Preparing;

namespace QMlp.SideBySide;

/// <summary>Whom the generated code is compared with.</summary>
enum Opponent
{
    /// <summary>The float model in ONNX Runtime.</summary>
    OrtFloat,

    /// <summary>The 8-bit model in ONNX Runtime, exported by <c>qmlp export --format onnx-qdq</c>.</summary>
    OrtInt8,

    /// <summary>The 4-bit model in ONNX Runtime, exported by <c>qmlp export --format onnx-matmulnbits</c>.</summary>
    OrtMatMulNBits,

    /// <summary>The generated code of the 8-bit model.</summary>
    Qmlp8Bit,

    /// <summary>The same generated code on one thread: what further threads gain.</summary>
    QmlpOneThread,
}

/// <summary>One row of the table: a model in a number of bits, an opponent and a number of threads.</summary>
/// <param name="Kernel">The tier that ours is to use.</param>
sealed record Pairing(string Model, int Bits, Opponent Opponent, int Threads, string Kernel)
{
    private const string BestKernel = "best", WithoutDotProduct = "avx512";

    /// <summary>Name of the opponent in the table and in JSON.</summary>
    public string OpponentName => Opponent switch
    {
        Opponent.OrtFloat => "ort-float",
        Opponent.OrtInt8 => "ort-int8",
        Opponent.OrtMatMulNBits => "ort-matmulnbits",
        Opponent.Qmlp8Bit => "qmlp-8bit",
        Opponent.QmlpOneThread => "qmlp-1-thread",
        _ => throw new UnreachableException(),
    };

    /// <summary>What <c>--filter</c> looks at.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Model} {Bits}-bit {OpponentName} {Threads}-threads");

    /// <summary>Every row of a model.</summary>
    public static IEnumerable<Pairing> Of(ModelSource source)
    {
        foreach (var threads in new[] { 1, 2 })
        {
            yield return new Pairing(source.Name, 8, Opponent.OrtInt8, threads, BestKernel);
            yield return new Pairing(source.Name, 8, Opponent.OrtFloat, threads, BestKernel);
            if (source.IsLarge)
            {
                yield return new Pairing(source.Name, 4, Opponent.OrtMatMulNBits, threads, BestKernel);
            }
        }

        if (source.IsLarge)
        {
            yield return new Pairing(source.Name, 8, Opponent.QmlpOneThread, 2, BestKernel);
        }

        if (source.IsLarge)
        {
            yield return new Pairing(source.Name, 4, Opponent.Qmlp8Bit, 1, BestKernel);
        }

        if (source.IsLarge)
        {
            yield return new Pairing(source.Name, 7, Opponent.OrtInt8, 1, WithoutDotProduct);
        }
    }
}
