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

    /// <summary>Quads of k that one <see cref="Add"/> takes: 1, 2 or 4.</summary>
    static abstract int Quads { get; }

    /// <summary>Parts in which a group of the vector operand is kept: 1, 2 or 4.</summary>
    static abstract int Parts { get; }

    /// <summary>Quads that share 64 bytes of the packed weights: 1, or 2 where a byte holds two weights.</summary>
    static abstract int QuadsPerBlock { get; }

    /// <summary>The same value in every column.</summary>
    static abstract TSum Broadcast(int value);

    /// <summary>Loads accumulators.</summary>
    static abstract TSum Load(int* source);

    /// <summary>Stores accumulators.</summary>
    static abstract void Store(int* target, TSum value);

    /// <summary>One of the <see cref="Parts"/> of a group of the vector operand.</summary>
    static abstract TBytes Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm;

    /// <summary>sum + the products of the group's quads at broadcast with the parts of the vector operand; what is not a part is ignored.</summary>
    static abstract TSum Add<TForm>(TSum sum, byte* broadcast, TBytes part0, TBytes part1, TBytes part2, TBytes part3)
        where TForm : struct, IMixingForm;
}
