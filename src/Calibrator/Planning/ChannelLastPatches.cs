namespace QMlp.Calibrator.Planning;

/// <summary>
/// Turns patches of an interleaved byte image into the order row, column, channel, in which a row of a patch is one run of memory,
/// and what reads them likewise.
/// </summary>
static class ChannelLastPatches
{
    /// <summary>The same plan with every such patch embedding reordered; others, and what does not read the image directly, stay.</summary>
    public static QuantizationPlan Apply(QuantizationPlan plan)
    {
        var steps = plan.Steps.ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Input == plan.Input && steps[i].Step.CutChannelsLast() is { } cut)
            {
                Reorder(steps, i, cut);
            }
        }

        return plan with { Steps = steps };
    }

    /// <summary>Nothing changes where one reader of the patches depends on their order.</summary>
    private static void Reorder(PlacedStep[] steps, int cutting, ReorderedPatches cut)
    {
        int[] readers = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i].Inputs.Contains(steps[cutting].Output))];
        PlannedStep?[] reordered = [.. readers.Select(i => steps[i].Step.ReadReordered(cut.Source))];
        if (reordered.Contains(null))
        {
            return;
        }

        steps[cutting] = steps[cutting] with { Step = cut.Step };
        foreach (var (i, step) in readers.Zip(reordered))
        {
            steps[i] = steps[i] with { Step = step! };
        }
    }
}
