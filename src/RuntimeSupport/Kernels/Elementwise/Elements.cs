// Needs: ILanes.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>Loads and stores of activations whose storage type, byte or short, is a type parameter.</summary>
static unsafe partial class Elements
{
    /// <summary>Loads u8 or s16 values and converts them to float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat LoadConverted<TElement, TLanes, TFloat, TInt>(TElement* source)
        where TElement : unmanaged
        where TLanes : struct, ILanes<TFloat, TInt> =>
        typeof(TElement) == typeof(byte) ? TLanes.LoadConverted((byte*)source) : TLanes.LoadConverted((short*)source);

    /// <summary>Loads u8 or s16 values and widens them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TInt LoadInts<TElement, TLanes, TFloat, TInt>(TElement* source)
        where TElement : unmanaged
        where TLanes : struct, ILanes<TFloat, TInt> =>
        typeof(TElement) == typeof(byte) ? TLanes.LoadInts((byte*)source) : TLanes.LoadInts((short*)source);

    /// <summary>Stores values that are within the range of u8 or s16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TElement, TLanes, TFloat, TInt>(TElement* target, TInt value)
        where TElement : unmanaged
        where TLanes : struct, ILanes<TFloat, TInt>
    {
        if (typeof(TElement) == typeof(byte))
        {
            TLanes.Store((byte*)target, value);
        }
        else
        {
            TLanes.Store((short*)target, value);
        }
    }
}
