// Needs: ByteRange.cs
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// Elementwise arithmetic on <see cref="Count"/> values at a time. Epilogues, norms and the other elementwise kernels are written once
/// against this interface; one lane of plain C# (<c>ScalarLanes</c>) is both the scalar tier and the tail of every vector tier.
/// Each operation on floats is one correctly rounded IEEE operation, so every implementation gives the same bits.
/// </summary>
/// <typeparam name="TFloat">Holds <see cref="Count"/> float32 values.</typeparam>
/// <typeparam name="TInt">Holds <see cref="Count"/> int32 values.</typeparam>
unsafe partial interface ILanes<TFloat, TInt>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TFloat Broadcast(float value);

    /// <summary>The same value in every lane.</summary>
    static abstract TInt Broadcast(int value);

    /// <summary>Loads float32 values.</summary>
    static abstract TFloat Load(float* source);

    /// <summary>Loads int32 values and converts them to float32.</summary>
    static abstract TFloat LoadConverted(int* source);

    /// <summary>Loads s16 values and converts them to float32.</summary>
    static abstract TFloat LoadConverted(short* source);

    /// <summary>Loads u8 values and converts them to float32.</summary>
    static abstract TFloat LoadConverted(byte* source);

    /// <summary>Loads int32 values.</summary>
    static abstract TInt LoadInts(int* source);

    /// <summary>Loads s16 values and widens them.</summary>
    static abstract TInt LoadInts(short* source);

    /// <summary>Loads u8 values and widens them.</summary>
    static abstract TInt LoadInts(byte* source);

    /// <summary>Converts int32 values to float32.</summary>
    static abstract TFloat Convert(TInt value);

    /// <summary>left + right.</summary>
    static abstract TFloat Add(TFloat left, TFloat right);

    /// <summary>left + right, wrapping.</summary>
    static abstract TInt Add(TInt left, TInt right);

    /// <summary>left - right.</summary>
    static abstract TFloat Subtract(TFloat left, TFloat right);

    /// <summary>left * right.</summary>
    static abstract TFloat Multiply(TFloat left, TFloat right);

    /// <summary>left / right.</summary>
    static abstract TFloat Divide(TFloat left, TFloat right);

    /// <summary>value limited to [low, high]; low where value is not a number.</summary>
    static abstract TFloat Clamp(TFloat value, TFloat low, TFloat high);

    /// <summary>Nearest integers, halves to even, of values within the range of int32.</summary>
    static abstract TInt Round(TFloat value);

    /// <summary>Stores float32 values.</summary>
    static abstract void Store(float* target, TFloat value);

    /// <summary>Stores int32 values.</summary>
    static abstract void Store(int* target, TInt value);

    /// <summary>Stores the low 16 bits of each lane; values are within the range of s16.</summary>
    static abstract void Store(short* target, TInt value);

    /// <summary>Stores the low 8 bits of each lane; values are within 0..255.</summary>
    static abstract void Store(byte* target, TInt value);

    /// <summary>
    /// Nearest integers, halves to even, of any values: those of 2^30 and more become 2^30; those below -2^30, and what is not a number,
    /// become some value of -2^30 or less. What follows saturates far below both.
    /// </summary>
    static abstract TInt RoundSaturated(TFloat value);

    /// <summary>Numbers of 0 to 255, low &lt;= high, and u8[256] or null, made ready for <see cref="StoreRows"/> and <see cref="StoreQuads"/>.</summary>
    static abstract ByteRange<TInt> Range(int zeroPoint, int low, int high, byte* table);

    /// <summary>A number of the range of s16 in each 16 bits of a vector; with one lane, in that.</summary>
    static abstract TInt BroadcastShort(int value);

    /// <summary>Stores two vectors of shorts, limited to [low, high], which are <see cref="BroadcastShort"/>'s.</summary>
    static abstract void StoreShorts(short* target, TInt first, TInt second, TInt low, TInt high);

    /// <summary>Stores two vectors of bytes in each of two rows, which may be the same row with the same values.</summary>
    static abstract void StoreRows(byte* row0, byte* row1, TInt first0, TInt second0, TInt first1, TInt second1, in ByteRange<TInt> range);

    /// <summary>Stores 4 bytes for each lane, those of q0, q1, q2 and q3.</summary>
    static abstract void StoreQuads(byte* target, TInt q0, TInt q1, TInt q2, TInt q3, in ByteRange<TInt> range);

    /// <summary>target[i] = table[source[i]] for i below length; source may be target.</summary>
    static abstract void Lookup(byte* table, byte* source, byte* target, nint length);

    /// <summary>Exact sum and sum of squares of length values within -32767..32767.</summary>
    static abstract void Sums(short* source, nint length, out long sum, out long squares);
}
