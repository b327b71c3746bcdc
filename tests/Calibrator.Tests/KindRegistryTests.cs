using QMlp.Calibrator.Export;
using QMlp.Calibrator.Graph;
using QMlp.Calibrator.Planning;
using QMlp.Calibrator.Reference;
using QMlp.Calibrator.Tests.Planning;
using QMlp.ModelFormat;

namespace QMlp.Calibrator.Tests;

/// <summary>Every kind is in the registry of each stage.</summary>
public class KindRegistryTests
{
    private static readonly Type[] Types = typeof(PlannedStep).Assembly.GetTypes();

    [Fact]
    public void Every_kind_of_step_has_a_reference() => RequireOneEach(Concrete<Step>(), ReferenceOperators.All.Select(reference => reference.StepType));

    [Fact]
    public void Every_kind_of_step_has_an_export() => RequireOneEach(Concrete<Step>(), StepExports.All.Select(export => export.StepType));

    [Fact]
    public void Every_reference_export_and_plan_rule_is_registered()
    {
        RequireOneEach(Concrete<IStepReference>(), ReferenceOperators.All.Select(reference => reference.GetType()));
        RequireOneEach(Concrete<IStepExport>(), StepExports.All.Select(export => export.GetType()));
        RequireOneEach(Concrete<IPlanRule>(), PlanRules.All.Select(rule => rule.GetType()).Where(type => !type.IsGenericType));
    }

    /// <summary>A network of all that can be planned; whoever adds a kind of planned step adds it here.</summary>
    [Fact]
    public void Every_kind_of_planned_step_is_made_by_a_rule()
    {
        var net = new Net(1, 2, 8, 8);
        var x = net.Linear("embed", net.Patches("patches", net.Input, 4), 2, 6);
        var y = net.Linear("fc1", net.Norm("norm", x), 2, 6);
        var gate = net.Linear("fc2", net.Activate("table", net.Affine("affine", x), new GeluFunction()), 2, 6);
        var gated = net.Add("gated", y.Shape, output => new MultiplyNode("gated", y, gate, output));
        net.Head(net.Mean("mean", net.Sum("sum", gated, x)));
        RequireOneEach(Concrete<PlannedStep>(), net.Plan().Steps.Select(placed => placed.Step.GetType()).Distinct());
    }

    private static Type[] Concrete<T>() => [.. Types.Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract && !type.IsGenericType)];

    private static void RequireOneEach(IEnumerable<Type> kinds, IEnumerable<Type> registered)
    {
        var expected = kinds.Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, registered.Select(type => type.Name).Order(StringComparer.Ordinal));
    }
}
