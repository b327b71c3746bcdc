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
static partial class Pairs128
{
    /// <summary>Products of one quad with a vector of quads, neighboring k added in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Products<TForm>(Vector128<byte> quad, Vector128<byte> vector)
        where TForm : struct, IMixingForm =>
        TForm.WeightsAreBroadcast
            ? Ssse3.MultiplyAddAdjacent(vector, quad.AsSByte())
            : Ssse3.MultiplyAddAdjacent(quad, vector.AsSByte());

    /// <summary>sum + both 16-bit halves of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Widen(Vector128<int> sum, Vector128<short> pairs) =>
        sum + Sse2.MultiplyAddAdjacent(pairs, Vector128.Create((short)1));
}

/// <summary>One quad of k with <c>vpmaddubsw</c>; needs a certificate of 1 or more.</summary>
readonly unsafe partial struct Pairs128By1 : IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

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
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Plus(Vector128<int> left, Vector128<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector128<int> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add<TForm>(
        Vector128<int> sum,
        Vector128<byte> q0,
        Vector128<byte> q1,
        Vector128<byte> q2,
        Vector128<byte> q3,
        Vector128<byte> v0,
        Vector128<byte> v1,
        Vector128<byte> v2,
        Vector128<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs128.Widen(sum, Pairs128.Products<TForm>(q0, v0));
}

/// <summary>Two quads of k added in 16 bits; needs a certificate of 2 or more.</summary>
readonly unsafe partial struct Pairs128By2 : IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

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
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Plus(Vector128<int> left, Vector128<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector128<int> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add<TForm>(
        Vector128<int> sum,
        Vector128<byte> q0,
        Vector128<byte> q1,
        Vector128<byte> q2,
        Vector128<byte> q3,
        Vector128<byte> v0,
        Vector128<byte> v1,
        Vector128<byte> v2,
        Vector128<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs128.Widen(sum, Pairs128.Products<TForm>(q0, v0) + Pairs128.Products<TForm>(q1, v1));
}

/// <summary>Four quads of k added in 16 bits; needs a certificate of 4 or more, which 4-bit weights always have.</summary>
readonly unsafe partial struct Pairs128By4 : IDot<Vector128<int>, Vector128<byte>>
{
    /// <inheritdoc/>
    public static int Columns => 4;

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
    public static Vector128<int> Broadcast(int value) => Vector128.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Plus(Vector128<int> left, Vector128<int> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int* target, Vector128<int> value) => Vector128.Store(value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Quad<TForm>(byte* broadcast, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Create(Unsafe.ReadUnaligned<int>(broadcast + part * 4)).AsByte());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Part<TForm>(byte* vector, nint quadStride, nint part)
        where TForm : struct, IMixingForm =>
        unchecked(Vector128.Load(vector + part * quadStride));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add<TForm>(
        Vector128<int> sum,
        Vector128<byte> q0,
        Vector128<byte> q1,
        Vector128<byte> q2,
        Vector128<byte> q3,
        Vector128<byte> v0,
        Vector128<byte> v1,
        Vector128<byte> v2,
        Vector128<byte> v3)
        where TForm : struct, IMixingForm =>
        Pairs128.Widen(
            sum,
            (Pairs128.Products<TForm>(q0, v0) + Pairs128.Products<TForm>(q1, v1))
            + (Pairs128.Products<TForm>(q2, v2) + Pairs128.Products<TForm>(q3, v3)));
}
