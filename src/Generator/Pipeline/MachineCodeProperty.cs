using Microsoft.CodeAnalysis.Diagnostics;

namespace QMlp.Generator.Pipeline;

/// <summary>The MSBuild property <c>QMlpMachineCode</c>: <c>false</c> leaves the micro-kernels of machine code out of the project.</summary>
static class MachineCodeProperty
{
    private const string Key = "build_property.QMlpMachineCode";

    public static bool IsOn(AnalyzerConfigOptions options) =>
        !(options.TryGetValue(Key, out var value) && string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase));
}
