namespace QMlp.ModelFormat.Validation;

/// <summary>Rules on the numbers of a matrix product: no accumulator overflows, certificates are true, tables stay within the output's range.</summary>
static class LinearValues
{
    public static void Check(StepCheck check, LinearStep step, WeightValues values)
    {
        var perColumn = step.Axis == check.Input.Shape.Count - 2;
        var (inputs, outputs) = (new ChannelRanges(check.Input, perColumn), new ChannelRanges(check.Output, perColumn));
        var first = 0;
        for (var g = 0; g < step.Groups.Count; g++)
        {
            var (path, group) = ($"groups[{g}]", step.Groups[g]);
            var inputMax = inputs.Of(first, group.Columns).Max(quantizer => quantizer.Max);
            CheckMatrix(check, path, group, inputMax, values);
            var met = outputs.Of(first, group.Columns);
            if (group.Table is { } table)
            {
                check.TableValues(path + ".table", table, met, values);
            }

            first += group.Columns;
        }
    }

    private static void CheckMatrix(StepCheck check, string path, LinearGroup group, int inputMax, WeightValues values)
    {
        var proof = values.Proof(group.Weights, inputMax);
        if (!proof.CertificateHolds)
        {
            check.Report(
                path + ".weights.certificate",
                $"the saturation certificate {group.Weights.Certificate} is not true: "
                + $"with inputs up to {inputMax} the products of so many quads can pass 16 bits.");
        }

        for (var n = 0; n < proof.Reach.Length; n++)
        {
            var bias = values.Integer(group.Bias, n);
            if (!AccumulatorBound.Fits(AccumulatorBound.Of(bias, proof.Reach[n], inputMax)))
            {
                check.Report(
                    path + ".bias",
                    $"the sum of row {n} can pass 32 bits: its bias is {bias}, and its weights reach {proof.Reach[n]} times {inputMax}.");
                return;
            }
        }
    }
}
