namespace QMlp.ModelFormat.Tests;

/// <summary>Every record of a step or a transformation is known to the format through its registry.</summary>
public class StepKindTests
{
    [Fact]
    public void Every_step_has_a_kind() => Assert.Equal(Heirs(typeof(Step)), Ordered(StepKinds.All.Select(kind => kind.Type)));

    [Fact]
    public void Every_transformation_has_a_kind() =>
        Assert.Equal(Heirs(typeof(Transformation)), Ordered(TransformationKinds.All.Select(kind => kind.Type)));

    [Fact]
    public void Words_are_different_and_versions_are_known()
    {
        Assert.Distinct(StepKinds.All.Select(kind => kind.Word));
        Assert.Distinct(TransformationKinds.All.Select(kind => kind.Word));
        Assert.All(StepKinds.All, kind => Assert.InRange(kind.Since, FormatWords.OldestVersion, FormatWords.Version));
    }

    /// <summary>What a kind writes it reads: its members are those that it lists, and no kind writes what another reads.</summary>
    [Fact]
    public void A_kind_lists_the_members_that_its_steps_have()
    {
        foreach (var step in SampleModels.All.Values.SelectMany(model => model.Steps))
        {
            var lines = new Writing.JsonLines();
            StepKinds.Of(step).Write(step, lines);
            var members = Json.JsonParser.Parse(lines.ToString(), out _)!.Root.Members().Select(member => member.Name.DecodeString());
            string[] ends = StepKinds.Of(step).ListsInputs ? ["output"] : ["input", "output"];
            Assert.Empty(members.Except(["kind", "name", .. ends, .. StepKinds.Of(step).Members]));
            Assert.All(step.Inputs, input => Assert.Contains(input.Member.Split('[')[0], members));
        }
    }

    /// <summary>The sample models have a step of every kind, so that what holds for all samples holds for all kinds.</summary>
    [Fact]
    public void The_samples_have_every_kind() => Assert.Equal(
        Ordered(StepKinds.All.Select(kind => kind.Type)),
        Ordered(SampleModels.All.Values.SelectMany(model => model.Steps).Select(step => step.GetType()).Distinct()));

    private static string[] Heirs(Type root) => Ordered(root.Assembly.GetTypes().Where(type => type.IsSubclassOf(root) && !type.IsAbstract));

    private static string[] Ordered(IEnumerable<Type> types) => [.. types.Select(type => type.Name).Order(StringComparer.Ordinal)];
}
