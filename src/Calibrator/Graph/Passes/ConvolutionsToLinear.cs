namespace QMlp.Calibrator.Graph.Passes;

/// <summary>
/// A convolution with a 1x1 kernel mixes channels; one that cuts the image into patches without overlap is <see cref="PatchesNode"/> and a
/// linear layer. Other convolutions stay.
/// </summary>
static class ConvolutionsToLinear
{
    public static FloatGraph Run(FloatGraph graph) => GraphRewriter.Apply(graph, Rewrite);

    private static bool Rewrite(Node node, GraphRewriter graph)
    {
        if (node is not ConvNode { Weights: { Groups: 1 } w } conv || w.Pads.Any(pad => pad != 0))
        {
            return false;
        }

        int outputs = w.Shape[0], height = w.Shape[2], width = w.Shape[3];
        var weights = new LinearWeights(1, outputs, w.Weights.Length / outputs, w.Weights, w.Bias, null) { Integers = w.Integers };
        if (height == 1 && width == 1 && w.StrideY == 1 && w.StrideX == 1)
        {
            graph.Emit(new LinearNode(conv.Name, conv.Input, 1, [weights with { Columns = conv.Input.Shape[3] }], conv.Output));
            return true;
        }

        var image = conv.Input.Shape;
        if (w.StrideY != height || w.StrideX != width || (w.DilationY != 1 && height > 1) || (w.DilationX != 1 && width > 1) || image[2] % height != 0 || image[3] % width != 0)
        {
            return false;
        }

        var made = conv.Output;
        var count = made.Shape[2] * made.Shape[3];
        var patches = new Value($"{made.Name}:patches", new Shape(1, count, weights.Depth), null);
        var channelsFirst = made.Origin?.Reshaped(new Shape(1, outputs, count));
        var embedded = new Value($"{made.Name}:tokens", new Shape(1, count, outputs), channelsFirst?.Transposed([0, 2, 1]));
        var rows = new Value($"{made.Name}:rows", new Shape(1, outputs, count), channelsFirst);
        graph.Emit(new PatchesNode(conv.Name + ".patches", conv.Input, height, width, patches));
        graph.Emit(new LinearNode(conv.Name, patches, 2, [weights], embedded));
        graph.Emit(new TransposeNode(conv.Name + ".transpose", embedded, [0, 2, 1], rows));
        graph.Emit(new ReshapeNode(conv.Name + ".image", rows, made));
        return true;
    }
}
