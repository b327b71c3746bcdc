using System.Reflection;
using System.Text;
using QMlp.ModelFormat;

namespace QMlp.Generator.Tests;

/// <summary>
/// Beyond some sizes of a method the JIT stops optimizing it, silently and for good, which costs factors. No emitted method may be one
/// of those.
/// </summary>
public class JitTests
{
    [Fact]
    public void No_emitted_method_is_too_large_to_be_optimized()
    {
        OptimizedBuild.Require();
        string[] elsewhere = ["System.", "Microsoft.", "Xunit.", "dynamicClass."];
        using var tiers = new JitTiers();
        // One of each kind, and one of 24 blocks, as Q-MLP-S24 has: what grows with the number of layers is the network's own method.
        QuantizedModel[] models = [SampleModels.Mlp(), SampleModels.Mixer(), SampleModels.Affine(), SampleModels.Gated(), ExtraModels.Deep(blocks: 24)];
        foreach (var model in models)
        {
            var emitted = EmittedClass.Load(model);
            emitted.ApplyQuantized(new byte[model.Tensors.First(tensor => tensor.Name == model.Input.Tensor).Length]);
        }

        Call("Last", "return x;");
        Assert.True(tiers.WaitFor("Last.Method"), "the runtime does not report what it compiles");
        Assert.Contains(tiers.Compiled, method => method.EndsWith(".Network", StringComparison.Ordinal));
        Assert.DoesNotContain(tiers.Unoptimized, method => !elsewhere.Any(start => method.StartsWith(start, StringComparison.Ordinal)));
    }

    /// <summary>The listener does see the cliff: straight-line code of more than 60,000 bytes of IL.</summary>
    [Fact]
    public void A_method_that_is_too_large_is_reported()
    {
        var body = new StringBuilder("var y = x;");
        for (var i = 0; i < 9000; i++)
        {
            body.Append("y = y * 31 + x;");
        }

        using var tiers = new JitTiers();
        Call("Huge", body.Append("return y;").ToString());
        Assert.True(tiers.WaitFor("Huge.Method"), "the runtime does not report what it compiles");
        Assert.Contains("Huge.Method", tiers.Unoptimized);
    }

    /// <summary>Compiles a class of one method and calls it.</summary>
    private static void Call(string name, string body)
    {
        var source = $"public static class {name} {{ public static long Method(long x) {{ {body} }} }}";
        var image = EmittedAssembly.Emit([new GeneratedSource(name + ".cs", source)], null);
        EmittedAssembly.Load(image).GetType(name)!.GetMethod("Method", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [3L]);
    }
}
