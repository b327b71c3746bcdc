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
static partial class Pairs256
{
    /// <summary>Products of one quad with a vector of quads, neighboring k added in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Products<TForm>(Vector256<byte> quad, Vector256<byte> vector)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? Avx2.MultiplyAddAdjacent(vector, quad.AsSByte())
            : Avx2.MultiplyAddAdjacent(quad, vector.AsSByte());

    /// <summary>sum + both 16-bit halves of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Widen(Vector256<int> sum, Vector256<short> pairs) =>
        sum + Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((short)1));
}

/// <summary>One quad of k with <c>vpmaddubsw</c>; needs a certificate of 1 or more.</summary>
readonly unsafe partial struct Pairs256By1 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Quads => 1;

    /// <inheritdoc/>
    public static int Parts => 1;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Plus(Vector256<int> left, Vector256<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(
        Vector256<int> sum,
        Vector256<byte> q0,
        Vector256<byte> q1,
        Vector256<byte> q2,
        Vector256<byte> q3,
        Vector256<byte> v0,
        Vector256<byte> v1,
        Vector256<byte> v2,
        Vector256<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs256.Widen(sum, Pairs256.Products<TForm>(q0, v0));
}

/// <summary>Two quads of k added in 16 bits; needs a certificate of 2 or more.</summary>
readonly unsafe partial struct Pairs256By2 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Quads => 2;

    /// <inheritdoc/>
    public static int Parts => 2;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Plus(Vector256<int> left, Vector256<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(
        Vector256<int> sum,
        Vector256<byte> q0,
        Vector256<byte> q1,
        Vector256<byte> q2,
        Vector256<byte> q3,
        Vector256<byte> v0,
        Vector256<byte> v1,
        Vector256<byte> v2,
        Vector256<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs256.Widen(sum, Pairs256.Products<TForm>(q0, v0) + Pairs256.Products<TForm>(q1, v1));
}

/// <summary>Four quads of k added in 16 bits; needs a certificate of 4 or more, which 4-bit weights always have.</summary>
readonly unsafe partial struct Pairs256By4 : IDot<Vector256<int>, Vector256<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 8;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Quads => 4;

    /// <inheritdoc/>
    public static int Parts => 4;

    /// <inheritdoc/>
    public static int QuadsPerBlock => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Plus(Vector256<int> left, Vector256<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector256<int> value) => Vector256.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector256.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add<TForm>(
        Vector256<int> sum,
        Vector256<byte> q0,
        Vector256<byte> q1,
        Vector256<byte> q2,
        Vector256<byte> q3,
        Vector256<byte> v0,
        Vector256<byte> v1,
        Vector256<byte> v2,
        Vector256<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs256.Widen(
            sum,
            (Pairs256.Products<TForm>(q0, v0) + Pairs256.Products<TForm>(q1, v1))
            + (Pairs256.Products<TForm>(q2, v2) + Pairs256.Products<TForm>(q3, v3)));
}
