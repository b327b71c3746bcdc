namespace QMlp.Calibrator.Graph.Passes;

/// <summary>Makes canonical operators of what the importer read. Every pass keeps the meaning; the order matters and is this:</summary>
static class Simplifier
{
    private static readonly Func<FloatGraph, FloatGraph>[] Passes =
    [
        // Functions that exporters spell with arithmetic.
        RecognizeBounds.Run,
        RecognizeBounds.Run, // where(relu(x) < c, relu(x), c) reads relu(x) twice until the first run has removed the comparison
        RecognizeGates.Run,
        RecognizeLayerNorm.Run,

        // Arithmetic with constants: biases, scales, batch normalization.
        NameAffines.Run,
        FoldAffines.Run,
        ConvolutionsToLinear.Run,

        // Data movement: tokens are mixed where they lie.
        SinkReshapes.Run,
        SinkTransposes.Run,
        GroupTokenMixing.Run,

        // What has become foldable.
        FoldAffines.RunWithColumns,
        MoveAffinesBehindMeans.Run,
        FoldAffines.RunWithColumns,
        LowerAffines.Run,
        TidyMoves.Run,
        AddBatchAxis.Run,
        MakeNamesUnique.Run,
    ];

    public static FloatGraph Run(FloatGraph graph, CancellationToken cancellation = default) => Passes.Aggregate(graph, (current, pass) =>
    {
        cancellation.ThrowIfCancellationRequested();
        return pass(current);
    });
}
