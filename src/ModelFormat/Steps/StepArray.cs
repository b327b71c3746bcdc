namespace QMlp.ModelFormat;

/// <summary>
/// An array of a step: where it lies in the block of weights, and what it holds. Bounds, alignment, length, padding and finiteness are
/// checked by this alone, whatever the kind of the step is.
/// </summary>
/// <param name="Member">Path of the file, within the step, of the member that names the section: "groups[0].weights.data".</param>
/// <param name="Count">Elements; of <see cref="ArrayType.Weights"/> and <see cref="ArrayType.Multipliers"/> packed bytes.</param>
/// <param name="Matrix">The matrix that the array is a part of; null for the other types.</param>
readonly record struct StepArray(string Member, Section Section, ArrayType Type, long Count, WeightMatrix? Matrix = null)
{
    /// <summary>As the count of an array: one element for each index of the last axis of the step's first input.</summary>
    public const long EachChannel = -1;

    /// <summary>Floats, one for each channel of the step's first input.</summary>
    public static StepArray OfChannels(string member, Section section) => new(member, section, ArrayType.Floats, EachChannel);

    /// <summary>The entries of a table.</summary>
    public static StepArray Of(string member, ActivationTable table) => new(member + ".data", table.Data, ArrayType.Bytes, ActivationTable.Entries);

    /// <summary>The weights of a matrix, and the multipliers of their groups where there are some.</summary>
    public static IEnumerable<StepArray> Of(string member, WeightMatrix matrix)
    {
        yield return new StepArray(
            member + ".data", matrix.Data, ArrayType.Weights, WeightPacking.PackedLength(matrix.Rows, matrix.Depth, matrix.Bits, matrix.Layout), matrix);
        if (matrix.ScaleGroups is { } groups)
        {
            yield return new StepArray(
                member + ".scaleGroups.multipliers", groups.Multipliers, ArrayType.Multipliers,
                GroupMultipliers.PackedLength(matrix.Rows, matrix.Depth, groups.Size), matrix);
        }
    }

    /// <summary>Length in bytes.</summary>
    /// <param name="channels">Size of the last axis of the step's first input.</param>
    public long Bytes(int channels) => (Count == EachChannel ? channels : Count) * (Type is ArrayType.Integers or ArrayType.Floats ? 4 : 1);
}

/// <summary>What the bytes of an array are.</summary>
enum ArrayType
{
    /// <summary>u8.</summary>
    Bytes,

    /// <summary>s32, little-endian.</summary>
    Integers,

    /// <summary>f32, little-endian; every one is finite.</summary>
    Floats,

    /// <summary>A packed weight matrix, whose padding is zero; see <see cref="WeightPacking"/>.</summary>
    Weights,

    /// <summary>Multipliers of scale groups, two to a byte; see <see cref="GroupMultipliers"/>.</summary>
    Multipliers,
}
