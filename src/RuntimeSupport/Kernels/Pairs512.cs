// Needs: IDot.cs
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QMlp.Runtime;

/// <summary>
/// The product of bytes in 16 bits: <c>vpmaddubsw</c> adds two products of u8 and s8 and saturates beyond 32767. A saturation certificate
/// says how many quads may be added before that can happen; it is proved for the actual weights by the calibrator.
/// </summary>
static unsafe partial class Pairs512
{
    /// <summary>Products of one quad with a vector of quads, neighbouring k added in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Products<TForm>(byte* broadcast, Vector512<byte> vector)
        where TForm : struct, IMixingForm
    {
        var quad = Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast)).AsByte();
        return TForm.WeightsAreBroadcast
            ? Avx512BW.MultiplyAddAdjacent(vector, quad.AsSByte())
            : Avx512BW.MultiplyAddAdjacent(quad, vector.AsSByte());
    }

    /// <summary>sum + both 16-bit halves of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Widen(Vector512<int> sum, Vector512<short> pairs) =>
        sum + Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create((short)1));
}

/// <summary>One quad of k with <c>vpmaddubsw</c>; needs a certificate of 1 or more.</summary>
readonly unsafe partial struct Pairs512By1 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 1;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm =>
        Vector512.Load(vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(Vector512<int> sum, byte* broadcast, Vector512<byte> part0, Vector512<byte> part1, Vector512<byte> part2, Vector512<byte> part3)
        where TForm : struct, IMixingForm =>
        Pairs512.Widen(sum, Pairs512.Products<TForm>(broadcast, part0));
}

/// <summary>Two quads of k added in 16 bits; needs a certificate of 2 or more.</summary>
readonly unsafe partial struct Pairs512By2 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Quads => 2;

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(Vector512<int> sum, byte* broadcast, Vector512<byte> part0, Vector512<byte> part1, Vector512<byte> part2, Vector512<byte> part3)
        where TForm : struct, IMixingForm =>
        unchecked(Pairs512.Widen(sum, Pairs512.Products<TForm>(broadcast, part0) + Pairs512.Products<TForm>(broadcast + 4, part1)));
}

/// <summary>Four quads of k added in 16 bits; needs a certificate of 4 or more.</summary>
readonly unsafe partial struct Pairs512By4 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Quads => 4;

    /// <inheritdoc/>
    public static int Parts => 4;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, int part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(Vector512<int> sum, byte* broadcast, Vector512<byte> part0, Vector512<byte> part1, Vector512<byte> part2, Vector512<byte> part3)
        where TForm : struct, IMixingForm =>
        unchecked(Pairs512.Widen(
            sum,
                (Pairs512.Products<TForm>(broadcast, part0) + Pairs512.Products<TForm>(broadcast + 4, part1))
                + (Pairs512.Products<TForm>(broadcast + 8, part2) + Pairs512.Products<TForm>(broadcast + 12, part3))));
}
