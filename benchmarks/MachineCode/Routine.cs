using Iced.Intel;

namespace QMlp.MachineCode;

/// <summary>An assembled routine: its bytes, and where in them a comment belongs.</summary>
/// <param name="Name">Name of the property that holds the bytes ("Channels8").</param>
/// <param name="Summary">What it computes, one sentence.</param>
/// <param name="Comments">Index of an instruction, and the comment that stands before it.</param>
sealed record Routine(string Name, string Summary, byte[] Bytes, IReadOnlyDictionary<int, string> Comments)
{
    /// <summary>The instructions that the bytes stand for, decoded again from the bytes alone.</summary>
    public IEnumerable<Instruction> Decode()
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(Bytes));
        while (decoder.IP < (ulong)Bytes.Length)
        {
            yield return decoder.Decode();
        }
    }
}
