namespace QMlp.ModelFormat.Validation;

/// <summary>What the rules ask of the numbers in the block of weights. Each answer is found once, however many steps share an array.</summary>
sealed class WeightValues(byte[] block)
{
    private readonly Dictionary<(WeightMatrix Matrix, int InputMax), MatrixProof> _proofs = [];
    private readonly Dictionary<Section, int> _largest = [];

    /// <summary>What is proved of a matrix whose inputs are 0 to <paramref name="inputMax"/>.</summary>
    public MatrixProof Proof(WeightMatrix matrix, int inputMax)
    {
        if (!_proofs.TryGetValue((matrix, inputMax), out var proof))
        {
            var weights = matrix.Effective(block);
            var reach = new long[matrix.Rows];
            for (var n = 0; n < reach.Length; n++)
            {
                reach[n] = AccumulatorBound.Reach(weights.AsSpan(n * matrix.Depth, matrix.Depth));
            }

            var holds = matrix.Certificate == 0
                || SaturationCertificate.Holds(weights, matrix.Rows, matrix.Depth, inputMax, matrix.Certificate);
            _proofs.Add((matrix, inputMax), proof = new MatrixProof(reach, holds));
        }

        return proof;
    }

    /// <summary>The largest of unsigned bytes.</summary>
    public int Largest(Section section)
    {
        if (!_largest.TryGetValue(section, out var largest))
        {
            foreach (var value in Bytes(section))
            {
                largest = Math.Max(largest, value);
            }

            _largest.Add(section, largest);
        }

        return largest;
    }

    public ReadOnlySpan<byte> Bytes(Section section) => block.AsSpan((int)section.Offset, section.Length);

    /// <summary>A 32-bit integer of an array; also the bits of a float.</summary>
    public int Integer(Section section, int index) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan((int)section.Offset + (4 * index)));
}

/// <param name="Reach"><see cref="AccumulatorBound.Reach"/> of each row.</param>
/// <param name="CertificateHolds">Whether the matrix's saturation certificate is true.</param>
sealed record MatrixProof(long[] Reach, bool CertificateHolds);
