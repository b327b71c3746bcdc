using CsCheck;
using QMlp.Runtime;

namespace QMlp.RuntimeSupport.Tests;

/// <summary>Index maps of every rank: permutations, slices, reversals, repeats.</summary>
public unsafe class RearrangeTests
{
    [Fact]
    public void Random_index_maps_are_followed() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue - 1]).Sample(
            (rank, seed) =>
            {
                Check<byte>(rank, seed);
                Check<short>(rank, seed);
                Check<float>(rank, seed);
            },
            iter: 300,
            threads: 1);

    private static void Check<T>(int rank, int seed)
        where T : unmanaged, IEquatable<T>
    {
        var random = new Random(seed);
        int[] dims = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 7))];

        // A permuted row-major tensor, some axes reversed (negative stride) or repeated (stride 0).
        var order = Enumerable.Range(0, rank).ToArray();
        if (random.Next(3) > 0)
        {
            random.Shuffle(order);
        }

        var strides = new int[rank];
        var size = 1;
        foreach (var axis in order.Reverse())
        {
            strides[axis] = size;
            size *= dims[axis];
        }

        var offset = 0;
        for (var axis = 0; axis < rank; axis++)
        {
            switch (random.Next(6))
            {
                case 0: strides[axis] = 0; break;
                case 1:
                    offset += strides[axis] * (dims[axis] - 1);
                    strides[axis] = -strides[axis];
                    break;
            }
        }

        var place = seed % 2 == 0 ? Place.Begin : Place.End;
        using var x = new GuardedBuffer<T>(size, place);
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.Span));
        using var y = new GuardedBuffer<T>(dims.Aggregate(1, (a, b) => a * b), place);
        Rearrange.Run(x.Pointer, y.Pointer, new IndexMap { Dims = dims, Strides = strides, Offset = offset });
        for (var i = 0; i < y.Length; i++)
        {
            var (rest, source) = (i, offset);
            for (var axis = rank - 1; axis >= 0; axis--)
            {
                source += rest % dims[axis] * strides[axis];
                rest /= dims[axis];
            }

            Assert.True(new ReadOnlySpan<byte>(x.Pointer + source, sizeof(T)).SequenceEqual(new ReadOnlySpan<byte>(y.Pointer + i, sizeof(T))), $"element {i}");
        }
    }
}
