// Needs:
#nullable enable
namespace QMlp.Runtime;

using System;

/// <summary>Where each element of a tensor stands in another: y[i0, i1, ...] = x[Offset + i0 * Strides[0] + i1 * Strides[1] + ...].</summary>
readonly ref partial struct IndexMap
{
    /// <summary>Any number of dimensions of y, each at least 1; none means one element.</summary>
    public ReadOnlySpan<int> Dims { get; init; }

    /// <summary>As many strides of x, in elements; may be 0 or negative.</summary>
    public ReadOnlySpan<int> Strides { get; init; }

    /// <summary>Element of x that y[0, 0, ...] is.</summary>
    public nint Offset { get; init; }
}
