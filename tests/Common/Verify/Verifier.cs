using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>
/// The one call of Verify.XunitV3 that the snapshot tests make, under Verify's own names and with its conventions. The package that
/// Verify.XunitV3 is based on cannot be restored from the registry in use, so this stands in for it: with <c>-p:UseVerify=true</c> these
/// files are not compiled, and the same tests and the same accepted files run on Verify.XunitV3 itself.
/// </summary>
static class Verifier
{
    /// <summary>Compares a text with <c>NAME.verified.EXTENSION</c>, once it is awaited.</summary>
    /// <param name="target">The text as it is now.</param>
    /// <param name="extension">Extension of the files: "txt", "cs".</param>
    public static SettingsTask Verify(string? target, string extension, [CallerFilePath] string sourceFile = "") =>
        new(target ?? "null", extension, sourceFile);
}
