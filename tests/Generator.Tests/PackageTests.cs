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
    /// analysis, that runs both. One test, because it takes about ten seconds.
    /// </summary>
    [Fact]
    public void A_project_with_the_package_builds_and_runs_its_models()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var feed = Path.Combine(_folder, "feed");
        DotNet(Repository.Root, "pack", "src/Generator/Generator.csproj", "--no-build", "-c", Configuration, "-o", feed);

        var app = Path.Combine(_folder, "app");
        Directory.CreateDirectory(app);
        var inline = TestModels.WithGolden(SampleModels.Mixer());
        var large = TestModels.WithGolden(SampleModels.Mlp(inlineLimit: 0));
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
                <QMlpModel Include="large.qmlp" Namespace="Nets" Accessibility="public" ResourceName="weights of the large one" />
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
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release";

    private static string DotNet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // No node or compiler server may outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return output;
    }
}
