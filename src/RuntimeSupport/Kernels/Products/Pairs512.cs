// Needs: IDot.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

/// <summary>
/// The product of bytes in 16 bits: <c>vpmaddubsw</c> adds two products of u8 and s8 and saturates beyond 32767. A saturation certificate
/// says how many quads may be added before that can happen; it is proved for the actual weights by the calibrator.
/// </summary>
static partial class Pairs512
{
    /// <summary>Products of one quad with a vector of quads, neighboring k added in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Products<TForm>(Vector512<byte> quad, Vector512<byte> vector)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? Avx512BW.MultiplyAddAdjacent(vector, quad.AsSByte())
            : Avx512BW.MultiplyAddAdjacent(quad, vector.AsSByte());

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
    public static int Rows => 8;

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
    public static Vector512<int> Plus(Vector512<int> left, Vector512<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(
        Vector512<int> sum,
        Vector512<byte> q0,
        Vector512<byte> q1,
        Vector512<byte> q2,
        Vector512<byte> q3,
        Vector512<byte> v0,
        Vector512<byte> v1,
        Vector512<byte> v2,
        Vector512<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs512.Widen(sum, Pairs512.Products<TForm>(q0, v0));
}

/// <summary>Two quads of k added in 16 bits; needs a certificate of 2 or more.</summary>
readonly unsafe partial struct Pairs512By2 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Rows => 8;

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
    public static Vector512<int> Plus(Vector512<int> left, Vector512<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(
        Vector512<int> sum,
        Vector512<byte> q0,
        Vector512<byte> q1,
        Vector512<byte> q2,
        Vector512<byte> q3,
        Vector512<byte> v0,
        Vector512<byte> v1,
        Vector512<byte> v2,
        Vector512<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs512.Widen(sum, Pairs512.Products<TForm>(q0, v0) + Pairs512.Products<TForm>(q1, v1));
}

/// <summary>Four quads of k added in 16 bits; needs a certificate of 4 or more, which 4-bit weights always have.</summary>
readonly unsafe partial struct Pairs512By4 : IDot<Vector512<int>, Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 16;

    /// <inheritdoc/>
    public static int Rows => 8;

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
    public static Vector512<int> Plus(Vector512<int> left, Vector512<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector512<int> value) => Vector512.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector512.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add<TForm>(
        Vector512<int> sum,
        Vector512<byte> q0,
        Vector512<byte> q1,
        Vector512<byte> q2,
        Vector512<byte> q3,
        Vector512<byte> v0,
        Vector512<byte> v1,
        Vector512<byte> v2,
        Vector512<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs512.Widen(
            sum,
            (Pairs512.Products<TForm>(q0, v0) + Pairs512.Products<TForm>(q1, v1))
            + (Pairs512.Products<TForm>(q2, v2) + Pairs512.Products<TForm>(q3, v3)));
}
