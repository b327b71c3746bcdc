namespace QMlp.Architecture.Tests;

public class LayeringTests
{
    [Fact]
    public void Stages_use_each_other_along_the_arrows_only()
    {
        var violations = Sources.UnderSrc().SelectMany(file => Layering.Violations(file.Path, file.Text)).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void Every_stage_of_the_table_exists_and_its_folder_has_its_name()
    {
        var byNamespace = Sources.UnderSrc()
            .Where(file => file.Text.Contains("\nnamespace ", StringComparison.Ordinal) || file.Text.StartsWith("namespace ", StringComparison.Ordinal))
            .Select(
                file => (file.Path, Namespace: file.Text.Split('\n').First(line => line.StartsWith("namespace ", StringComparison.Ordinal))[10..].TrimEnd(';')))
            .ToList();
        foreach (var stage in Arrows.Allowed.Keys)
        {
            Assert.Contains(byNamespace, file => file.Namespace == stage);
        }

        foreach (var (path, name) in byNamespace.Where(file => Arrows.Allowed.ContainsKey(file.Namespace)))
        {
            // src/Calibrator/Graph/X.cs: the stage's last word is a folder on the way to the file.
            var folder = name == "QMlp.Runtime" ? "RuntimeSupport" : name[(name.LastIndexOf('.') + 1)..];
            Assert.True(path.Split('/').Contains(folder), $"{path} declares {name} but does not stand below {folder}/");
        }
    }

    [Fact]
    public void The_table_has_no_cycles_between_sibling_stages()
    {
        // Roots hold shared error types and entries; among the folders the arrows run one way.
        foreach (var start in Arrows.Allowed.Keys)
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(Arrows.Allowed[start]);
            while (open.TryPop(out var stage))
            {
                if (stage is not ("QMlp.Calibrator" or "QMlp.Calibrator.Onnx" or "QMlp.Generator" or "QMlp.ModelFormat") && reached.Add(stage))
                {
                    Array.ForEach(Arrows.Allowed[stage], open.Push);
                }
            }

            Assert.DoesNotContain(start, reached);
        }
    }

    [Theory]
    [InlineData("using QMlp.Calibrator.Onnx;\nnamespace QMlp.Calibrator.Planning;", "QMlp.Calibrator.Onnx")]
    [InlineData("namespace QMlp.Calibrator.Graph;\nclass A { Onnx.OnnxModel M; }", "QMlp.Calibrator.Onnx")]
    [InlineData("namespace QMlp.Calibrator.Reference;\nclass A { QMlp.Calibrator.Graph.Value V; }", "QMlp.Calibrator.Graph")]
    [InlineData("using QMlp.Calibrator.Commands;\nnamespace QMlp.Calibrator.Evaluation;", "QMlp.Calibrator.Commands")]
    [InlineData("using Microsoft.CodeAnalysis;\nnamespace QMlp.Generator.Lowering;", "Microsoft.CodeAnalysis")]
    [InlineData("using Microsoft.CodeAnalysis.CSharp;\nnamespace QMlp.Generator;", "Microsoft.CodeAnalysis")]
    [InlineData("using Google.Protobuf;\nnamespace QMlp.Calibrator.Graph;", "Google.Protobuf")]
    [InlineData("using QMlp.Calibrator.Onnx.Schema;\nnamespace QMlp.Calibrator.Calibration;", "QMlp.Calibrator.Onnx.Schema")]
    [InlineData("namespace QMlp.Calibrator.Somewhere;", "is not a stage")]
    public void A_violation_is_found(string source, string named) =>
        Assert.Contains(named, Assert.Single(Layering.Violations("src/Sample.cs", source)), StringComparison.Ordinal);

    [Theory]
    [InlineData("using QMlp.Calibrator.Graph;\nnamespace QMlp.Calibrator.Onnx;")]
    [InlineData("// see QMlp.Calibrator.Onnx.Importer\nnamespace QMlp.Calibrator.Graph;")]
    [InlineData("namespace QMlp.Calibrator.Reference;\nclass A { string S = \"QMlp.Calibrator.Onnx.X\"; }")]
    [InlineData("namespace QMlp.Calibrator.Planning;\nrecord Plan(Fg Graph) { int N => Graph.Nodes.Count; }")]
    public void What_is_allowed_is_not_reported(string source) => Assert.Empty(Layering.Violations("src/Sample.cs", source));
}
