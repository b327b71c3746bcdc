// Needs: MixingForm.cs
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// How an instruction set multiplies and adds a group of quads of k: the only part in which the micro-kernels of the tiers differ.
/// </summary>
/// <typeparam name="TSum">A vector of int32 accumulators, one for each column.</typeparam>
/// <typeparam name="TBytes">A vector of quads, four bytes for each column.</typeparam>
unsafe partial interface IDot<TSum, TBytes>
{
    /// <summary>Columns of a vector: 4, 8 or 16.</summary>
    static abstract int Columns { get; }

    /// <summary>Rows that the registers hold beside everything else: 4, 6 or 8.</summary>
    static abstract int Rows { get; }

    /// <summary>Quads of k that one <see cref="Add"/> takes: 1, 2 or 4.</summary>
    static abstract int Quads { get; }

    /// <summary>Vectors in which an operand's group is kept: 1, 2 or 4.</summary>
    static abstract int Parts { get; }

    /// <summary>Quads that share 64 bytes of the packed weights: 1, or 2 where a byte holds two weights.</summary>
    static abstract int QuadsPerBlock { get; }

    /// <summary>The same value in every column.</summary>
    static abstract TSum Broadcast(int value);

    /// <summary>left + right, wrapping.</summary>
    static abstract TSum Plus(TSum left, TSum right);

    /// <summary>Loads accumulators.</summary>
    static abstract TSum Load(int* source);

    /// <summary>Stores accumulators.</summary>
    static abstract void Store(int* target, TSum value);

    /// <summary>One of the <see cref="Parts"/> of a group of the operand that is broadcast.</summary>
    static abstract TBytes Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm;

    /// <summary>One of the <see cref="Parts"/> of a group of the operand that is vectors.</summary>
    static abstract TBytes Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm;

    /// <summary>sum + the products of a group, part by part; arguments beyond <see cref="Parts"/> are ignored.</summary>
    static abstract TSum Add<TForm>(TSum sum, TBytes q0, TBytes q1, TBytes q2, TBytes q3, TBytes v0, TBytes v1, TBytes v2, TBytes v3)
        where TForm : struct, IMixingForm;
}
