// Needs: ILanes.cs ScalarLanes.cs MixingForm.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>The part that all epilogues share: v = float(acc) * multiplier[n], then * columnMultiplier[j] where there is one.</summary>
static unsafe partial class ProductEpilogue
{
    /// <summary>v for the lanes that begin at a column of one row of a tile.</summary>
    /// <param name="accumulators">The accumulators of these lanes.</param>
    /// <param name="multiplier">f32, one for each column (channel form) or row (token form) of the output.</param>
    /// <param name="columnMultiplier">f32, one for each column, or null. Token form only: in channel form the multiplier itself is that.</param>
    /// <param name="row">Row of the output.</param>
    /// <param name="column">Column of the output of the first lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Scale<TForm, TLanes, TFloat, TInt>(
        int* accumulators,
        float* multiplier,
        float* columnMultiplier,
        nint row,
        nint column)
        where TForm : struct, IMixingForm
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        var factor = TForm.WeightsAreBroadcast
            ? TLanes.Broadcast(ScalarLanes.Load(multiplier + row))
            : TLanes.Load(multiplier + column);
        var value = TLanes.Multiply(TLanes.LoadConverted(accumulators), factor);
        return !TForm.WeightsAreBroadcast || columnMultiplier is null ? value : TLanes.Multiply(value, TLanes.Load(columnMultiplier + column));
    }
}
