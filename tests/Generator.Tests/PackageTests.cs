using System.Diagnostics;
using System.Xml.Linq;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>The package as a user meets it: packed, restored from a folder, used by a project that knows nothing of this repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qmlp-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>
    /// One model with inline weights by plain AdditionalFiles, one with a sidecar by QMlpModel, in a project with the strictest
    /// analysis, that runs both; then once more with a bound on the loss of accuracy, which one of them exceeds. One test, because it takes about ten
    /// seconds.
    /// </summary>
    [Fact]
    public void A_project_with_the_package_builds_and_runs_its_models()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var feed = Path.Combine(_folder, "feed");
        DotNet(Repository.Root, "pack", "src/Generator/Generator.csproj", "--no-build", "-c", Configuration, "-o", feed);

        var app = Path.Combine(_folder, "app");
        Directory.CreateDirectory(app);
        var inline = TestModels.WithGolden(SampleModels.Mixer()).WithDrop(0.25);
        var large = TestModels.WithGolden(SampleModels.Mlp(inlineLimit: 0)).WithDrop(0.4);
        File.WriteAllText(Path.Combine(app, "small mixer.qmlp"), ModelWriter.Write(inline));
        File.WriteAllText(Path.Combine(app, "large.qmlp"), ModelWriter.Write(large));
        File.WriteAllBytes(Path.Combine(app, "large.qmlp.weights"), [.. SidecarHeader.Create(large.Weights), .. large.Weights.Bytes!]);
        File.WriteAllText(Path.Combine(app, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="QMlp.Generator" Version="[{version}]" PrivateAssets="all" />
                <AdditionalFiles Include="small mixer.qmlp" QMlpClassName="Mixer" QMlpNamespace="Nets.Small" />
                <QMlpModel Include="large.qmlp" Namespace="Nets" Accessibility="public" ResourceName="weights of the large one" MaxDrop="0.5" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), """
            var exact = Nets.Small.Mixer.SelfTest(out var small) & Nets.Large.SelfTest(out var large);
            System.Console.WriteLine(small);
            System.Console.WriteLine(large);
            return exact ? 0 : 1;
            """);
        var output = DotNet(app, "run", "-c", "Release");
        Assert.Contains("Mixer: 2 self-test vectors are exact", output, StringComparison.Ordinal);
        Assert.Contains("Large: 2 self-test vectors are exact", output, StringComparison.Ordinal);

        // What a model's own MaxDrop allows stays allowed.
        var refused = Run(app, "build", "-c", "Release", "--no-restore", "-p:QMlpMaxDrop=0.2");
        Assert.NotEqual(0, refused.Exit);
        Assert.Contains("error QMLP013", refused.Text, StringComparison.Ordinal);
        Assert.Contains("small mixer.qmlp", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("large.qmlp", refused.Text, StringComparison.Ordinal);
        DotNet(app, "build", "-c", "Release", "--no-restore", "-p:QMlpMaxDrop=0.3");
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release";

    private static string DotNet(string folder, params string[] arguments)
    {
        var (exit, text) = Run(folder, arguments);
        Assert.True(exit == 0, $"dotnet {string.Join(' ', arguments)}\n{text}");
        return text;
    }

    private static (int Exit, string Text) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // No node or compiler server may outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
