// Needs: ILanes.cs
#nullable enable
namespace QMlp.Runtime;

/// <summary>
/// An elementwise step of a network: y[row, c] = clamp(round(Value(row, c)) + ZeroPoint, Min, Max). Emitted classes have a struct for each
/// of their steps, with its terms and constants written out; <c>ElementwiseSteps</c> has the loops.
/// </summary>
partial interface IElementwiseStep
{
    /// <summary>Zero point of the output, added after rounding; 0 for shorts.</summary>
    static abstract int ZeroPoint { get; }

    /// <summary>Least value of the output's quantizer.</summary>
    static abstract int Min { get; }

    /// <summary>Greatest value of the output's quantizer.</summary>
    static abstract int Max { get; }

    /// <summary>The values of <see cref="ILanes{TFloat, TInt}.Count"/> neighboring elements before they are rounded. To be inlined.</summary>
    /// <param name="row">Where the row begins in the inputs: its number times their stride.</param>
    /// <param name="c">First of the elements in the row.</param>
    TFloat Value<TLanes, TFloat, TInt>(nint row, nint c)
        where TLanes : struct, ILanes<TFloat, TInt>;
}
