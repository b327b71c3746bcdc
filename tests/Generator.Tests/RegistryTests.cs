using QMlp.Generator.Emission;
using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>A kind that is missing from a registry would be found by the first user who has a model with it.</summary>
public class RegistryTests
{
    [Fact]
    public void Every_kind_of_step_has_a_lowering_operator() =>
        Assert.Equal(Concrete(typeof(Step)), LoweringOperators.InOrder.Select(lowering => lowering.Kind).Distinct().OrderBy(Name));

    [Fact]
    public void Every_kind_of_plan_step_has_one_emitter() =>
        Assert.Equal(Concrete(typeof(PlanStep)), StepEmitters.All.Select(emitter => emitter.Kind).OrderBy(Name));

    [Fact]
    public void Every_operator_and_emitter_is_registered()
    {
        Assert.Equal(Concrete(typeof(ILoweringOperator)), LoweringOperators.InOrder.Select(lowering => lowering.GetType()).OrderBy(Name));
        Assert.Equal(Concrete(typeof(IStepEmitter)), StepEmitters.All.Select(emitter => emitter.GetType()).OrderBy(Name));
    }

    /// <summary>Classes of the generator that can be made, of a type.</summary>
    private static IEnumerable<Type> Concrete(Type type)
    {
        var found = typeof(ModelCompiler).Assembly.GetTypes().Where(other => !other.IsAbstract && type.IsAssignableFrom(other)).OrderBy(Name).ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static string Name(Type type) => type.FullName!;
}
