using QMlp.ModelFormat.Reading;
using QMlp.ModelFormat.Validation;
using QMlp.ModelFormat.Writing;

namespace QMlp.ModelFormat;

/// <summary>How a <see cref="RearrangeStep"/> stands in the file. Every index lies inside the input, and values keep their meaning.</summary>
sealed class RearrangeKind() : StepKind<RearrangeStep>("rearrange", since: 3)
{
    public override IReadOnlyList<string> Members { get; } = ["dims", "strides", "offset"];

    public override Step Read(ObjectReader reader) => new RearrangeStep(
        reader.Text("name"),
        reader.Text("input"),
        reader.Text("output"),
        reader.Integers("dims", 1, ModelLimits.TensorElements, ModelLimits.RearrangeRank),
        reader.Integers("strides", -ModelLimits.TensorElements, ModelLimits.TensorElements, ModelLimits.RearrangeRank),
        reader.Integer("offset", 0, ModelLimits.TensorElements));

    protected override void WriteMembers(RearrangeStep step, JsonLines lines) => lines.Line(JsonLines.Members(
        ("dims", step.Dims.Text()),
        ("strides", step.Strides.Text()),
        ("offset", step.Offset.Text())));

    protected override void Check(RearrangeStep step, StepCheck check)
    {
        var rank = step.Dims.Count;
        if (rank is < 1 or > ModelLimits.RearrangeRank || step.Strides.Count != rank)
        {
            check.Report("dims", $"'dims' and 'strides' have the same number of elements, 1 to {ModelLimits.RearrangeRank}.");
            return;
        }

        if (step.Dims.Any(d => d < 1) || Shapes.Elements(step.Dims) != check.Output.Length)
        {
            check.Report("dims", $"the product of 'dims' must be the number of elements of the output, {check.Output.Length}.");
            return;
        }

        // Each term is below 2^28 * 2^31, and there are at most 8: no overflow of 64 bits.
        var (lowest, highest) = ((long)step.Offset, (long)step.Offset);
        for (var i = 0; i < rank; i++)
        {
            var reach = (step.Dims[i] - 1L) * step.Strides[i];
            lowest += Math.Min(reach, 0);
            highest += Math.Max(reach, 0);
        }

        if (lowest < 0 || highest >= check.Input.Length)
        {
            check.Report("strides", $"it reads elements {lowest} to {highest} of an input of {check.Input.Length}.");
        }

        if (check.HasType("output", check.Output, check.Input.Type))
        {
            CheckQuantizers(check);
        }
    }

    /// <summary>Every quantizer of the output is one of the input's; which channel it has there is the map's affair.</summary>
    private static void CheckQuantizers(StepCheck check)
    {
        var known = new HashSet<Quantizer>(check.Input.Quantization.Select(q => q with { Channels = 1 }));
        if (check.Output.Quantization.Any(q => !known.Contains(q with { Channels = 1 })))
        {
            check.Report("output", "no value is changed, so every quantizer of the output must be one of the input's.");
        }
    }
}
