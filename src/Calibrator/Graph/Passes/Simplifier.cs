namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Makes canonical operators of what the importer read, by passes that each keep what the network computes.</summary>
static class Simplifier
{
    /// <summary>In the order in which they run: what each group of them leaves is what the next one looks for.</summary>
    private static readonly Func<FloatGraph, FloatGraph>[] Passes =
    [
        // Functions that exporters spell with arithmetic.
        RecognizeBounds.Run,
        RecognizeBounds.Run, // where(relu(x) < c, relu(x), c) reads relu(x) twice until the first run has removed the comparison
        RecognizeGates.Run,
        RecognizeLayerNorm.Run,
        RecognizeNormalization.Run,
        RecognizeFunctions.Run,
        RecognizeBounds.Run, // clips of clips that were found by their values

        // Arithmetic with constants: biases, scales, batch normalization.
        NameAffines.Run,
        FoldAffines.Run,
        ConvolutionsToLinear.Run,

        // Data movement: tokens are mixed where they lie.
        SinkReshapes.Run,
        SinkTransposes.Run,
        GroupTokenMixing.Run,
        MergeStackedMixing.Run,
        SinkTransposes.Run, // moves that stacks of matrices stood between
        SinkReshapes.Run,
        RelabelChannels.Run,

        // Scales along the last axis, which is now the one that stays last; and those that a move behind a mean brings to a layer.
        FoldAffines.RunWithColumns,
        MoveAffinesBehindMeans.Run,
        FoldAffines.RunWithColumns,

        // What no layer took, and moves that met each other.
        LowerAffines.Run,
        TidyMoves.Run,

        // What every later stage counts on: a batch axis in front, and names that tell values and nodes apart.
        AddBatchAxis.Run,
        MakeNamesUnique.Run,
    ];

    public static FloatGraph Run(FloatGraph graph, CancellationToken cancellation = default) => Passes.Aggregate(graph, (current, pass) =>
    {
        cancellation.ThrowIfCancellationRequested();
        return pass(current);
    });
}
