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
        var (app, version) = NewApp();
        var inline = TestModels.WithGolden(SampleModels.Mixer()).WithDrop(0.25);
        var large = TestModels.WithGolden(SampleModels.Mlp(inlineLimit: 0)).WithDrop(0.4);
        File.WriteAllText(Path.Combine(app, "small mixer.qmlp"), ModelWriter.Write(inline));
        File.WriteAllText(Path.Combine(app, "large.qmlp"), ModelWriter.Write(large));
        File.WriteAllBytes(Path.Combine(app, "large.qmlp.weights"), Sidecar(large));
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

    /// <summary>
    /// Two models of one file name, both with sidecars, in two folders; then each way in which a sidecar or an item can be wrong. One test, because
    /// the package is restored once.
    /// </summary>
    [Fact]
    public void Files_that_are_wrong_or_missing_stop_the_build_by_name()
    {
        var (app, version) = NewApp();
        var models = new[] { TestModels.WithGolden(SampleModels.Mlp(inlineLimit: 0)), TestModels.WithGolden(SampleModels.Mixer(inlineLimit: 0)) };
        string[] paths = [Path.Combine(app, "a", "net.qmlp"), Path.Combine(app, "b", "net.qmlp")];
        for (var i = 0; i < paths.Length; i++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(paths[i])!);
            File.WriteAllText(paths[i], ModelWriter.Write(models[i]));
            File.WriteAllBytes(paths[i] + ".weights", Sidecar(models[i]));
        }

        File.WriteAllText(Path.Combine(app, "app.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="QMlp.Generator" Version="[{version}]" PrivateAssets="all" />
                <QMlpModel Include="a/net.qmlp" Namespace="A" />
                <QMlpModel Include="b/net.qmlp" Namespace="B" />
                <QMlpModel Include="$(Another)" Condition="'$(Another)' != ''" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(app, "Program.cs"), "return A.Net.SelfTest(out _) & B.Net.SelfTest(out _) ? 0 : 1;");
        DotNet(app, "run", "-c", "Release");

        var good = File.ReadAllBytes(paths[0] + ".weights");
        byte[] flipped = [.. good];
        flipped[^7] ^= 1;
        foreach (var bad in (byte[][])[flipped, good[..^64], [.. good, .. new byte[64]], Sidecar(models[1])])
        {
            File.WriteAllBytes(paths[0] + ".weights", bad);
            Refused("QMLP014", "'net.qmlp.weights' is not the file");
        }

        File.Delete(paths[0] + ".weights");
        Refused("QMLP011", "not beside the model file");
        File.WriteAllBytes(paths[0] + ".weights", good);
        DotNet(app, "build", "-c", "Release", "--no-restore");
        Refused("QMLP104", "missing.qmlp is not there", "-p:Another=missing.qmlp");
        File.WriteAllText(Path.Combine(app, "float.onnx"), "");
        Refused("QMLP103", "run 'qmlp calibrate'", "-p:Another=float.onnx");

        File.Move(Path.Combine(app, "app.csproj"), Path.Combine(app, "app.vbproj"));
        DotNet(app, "restore");
        Refused("QMLP102", "this project is in VB");

        void Refused(string id, string sentence, params string[] properties)
        {
            var (exit, text) = Run(app, ["build", "-c", "Release", "--no-restore", .. properties]);
            Assert.NotEqual(0, exit);
            Assert.Contains("error " + id, text, StringComparison.Ordinal);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
        }
    }

    /// <summary>An empty folder with the packed generator as its only source of packages.</summary>
    private (string Folder, string Version) NewApp()
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        var feed = Path.Combine(_folder, "feed");
        DotNet(Repository.Root, "pack", "src/Generator/Generator.csproj", "--no-build", "-c", Configuration, "-o", feed);
        var app = Path.Combine(_folder, "app");
        Directory.CreateDirectory(app);
        File.WriteAllText(Path.Combine(app, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
        return (app, version);
    }

    private static byte[] Sidecar(QuantizedModel model) => [.. SidecarHeader.Create(model.Weights), .. model.Weights.Bytes!];

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
