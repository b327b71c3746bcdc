using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>
/// Writes a plan down as C#: one file with the class, one with its weights. Decides nothing; what is written follows from the plan
/// and the settings alone.
/// </summary>
static class ClassEmitter
{
    public static EmittedModel Emit(ExecutionPlan plan, ClassSettings settings)
    {
        var kernels = new KernelUses();
        var weights = plan.Model.Weights;
        var sources = EquatableArray.Create(
            new GeneratedSource(settings.Names.FullName + ".g.cs", ClassFile(plan, settings, kernels)),
            new GeneratedSource(settings.Names.FullName + ".Weights.g.cs", WeightsEmitter.Emit(plan, settings, kernels)));
        return new EmittedModel(sources, kernels.Files, weights.Storage == WeightStorage.Sidecar ? settings.ResourceName : null);
    }

    private static string ClassFile(ExecutionPlan plan, ClassSettings settings, KernelUses kernels)
    {
        var code = new CodeWriter();
        HeaderEmitter.Emit(code, plan, settings);
        code.Line("""
            #nullable enable
            #pragma warning disable CA1021 // An out parameter tells what SelfTest found.
            using System;
            using System.Buffers;
            using System.CodeDom.Compiler;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using QMlp.Runtime;

            """);
        WriteNamespace(code, settings);
        HeaderEmitter.EmitSummary(code, plan, settings);
        code.Line($"[GeneratedCode({Literals.Quoted(ToolVersion.Name)}, {Literals.Quoted(ToolVersion.Number)})]");
        using (code.Open($"{settings.Accessibility} static unsafe partial class {settings.Names.Name}"))
        {
            ConstantsEmitter.Emit(code, plan, settings);
            EntryEmitter.Emit(code, plan);
            BatchEmitter.Emit(code, plan);
            AccumulatorEmitter.Emit(code, plan);
            SelfTestEmitter.Emit(code, plan, settings);
            NetworkEmitter.Emit(code, plan, kernels, settings.Options.Profile ? new ProfileEmitter(plan) : null);
        }

        return code.ToString();
    }

    /// <summary>Writes the namespace, unless it is the global one.</summary>
    public static void WriteNamespace(CodeWriter code, ClassSettings settings)
    {
        if (settings.Names.Namespace.Length > 0)
        {
            code.Line($"namespace {settings.Names.Namespace};\n");
        }
    }
}
