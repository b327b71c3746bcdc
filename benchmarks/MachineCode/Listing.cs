using System.Globalization;
using System.Text;
using Iced.Intel;

namespace QMlp.MachineCode;

/// <summary>Writes a routine as the C# file that carries it: one instruction a line, its bytes and, as a comment, its offset and text.</summary>
static class Listing
{
    /// <summary>The longest x86-64 instruction here: a prefix of four bytes, opcode, ModRM, SIB and a displacement of four.</summary>
    private const int BytesColumnWidth = 11 * 6;

    /// <summary>Name of the file within the folder of kernels.</summary>
    public static string FileName(Routine routine) => "MachineCode" + routine.Name + ".cs";

    /// <summary>The whole text of the file, lines ended by '\n'.</summary>
    public static string Write(Routine routine)
    {
        var text = new StringBuilder()
            .Append("// Needs:\n")
            .Append("// Written by benchmarks/MachineCode (\"emit\"), which assembles it; a test assembles it again and compares.\n")
            .Append("#nullable enable\n")
            .Append("namespace QMlp.Runtime;\n\n")
            .Append("using System;\n\n")
            .Append("/// <content>The bytes of one routine; <see cref=\"MachineCodeCall\"/> is its argument.</content>\n")
            .Append("static partial class MachineCodeBytes\n{\n")
            .Append("    /// <summary>").Append(routine.Summary).Append("</summary>\n")
            .Append("    public static ReadOnlySpan<byte> ").Append(routine.Name).Append(" =>\n    [\n");
        var formatter = CreateFormatter();
        var index = 0;
        foreach (var instruction in routine.Decode())
        {
            if (routine.Comments.TryGetValue(index, out var comment))
            {
                text.Append(index == 0 ? "" : "\n").Append("        // ").Append(comment).Append('\n');
            }

            AppendInstruction(text, routine.Bytes, instruction, formatter);
            index++;
        }

        return text.Append("    ];\n}\n").ToString();
    }

    private static void AppendInstruction(StringBuilder text, byte[] code, Instruction instruction, NasmFormatter formatter)
    {
        var offset = (int)instruction.IP;
        var bytes = string.Concat(code.AsSpan(offset, instruction.Length).ToArray().Select(b =>
            string.Create(CultureInfo.InvariantCulture, $"0x{b:X2}, ")));
        var output = new StringOutput();
        formatter.Format(instruction, output);
        text.Append("        ").Append(bytes.PadRight(BytesColumnWidth))
            .Append("// ").Append(offset.ToString("x4", CultureInfo.InvariantCulture)).Append("  ").Append(output.ToStringAndReset()).Append('\n');
    }

    private static NasmFormatter CreateFormatter()
    {
        var formatter = new NasmFormatter();
        formatter.Options.HexPrefix = "0x";
        formatter.Options.HexSuffix = null;
        formatter.Options.UppercaseHex = false;
        formatter.Options.SmallHexNumbersInDecimal = true;
        formatter.Options.SpaceAfterOperandSeparator = true;
        formatter.Options.SpaceBetweenMemoryAddOperators = true;
        formatter.Options.SpaceBetweenMemoryMulOperators = false;
        formatter.Options.BranchLeadingZeros = false;
        formatter.Options.ShowBranchSize = false;
        formatter.Options.MemorySizeOptions = MemorySizeOptions.Never;
        formatter.Options.FirstOperandCharIndex = 13;
        return formatter;
    }
}
