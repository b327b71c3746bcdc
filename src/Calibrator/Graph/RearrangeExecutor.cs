namespace QMlp.Calibrator.Graph;

/// <summary>The operators that only move elements: transpose, slice, concat, patches.</summary>
static class RearrangeExecutor
{
    public static void Run(Node node, Func<Value, float[]> read, float[] y)
    {
        switch (node)
        {
            case TransposeNode n:
                // The output seen as a value that is read off a tensor with permuted axes.
                new OriginPart(n.Input.Name, n.Permutation, n.Output.Shape).Read(read(n.Input), y, n.Output.Shape[^1]);
                break;
            case SliceNode n:
                CopyRange(read(n.Input), n.Input.Shape, n.Start, y, n.Output.Shape, 0, n.Axis, n.Length);
                break;
            case ConcatNode n:
                var position = 0;
                foreach (var part in n.Parts)
                {
                    CopyRange(read(part), part.Shape, 0, y, n.Output.Shape, position, n.Axis, part.Shape[n.Axis]);
                    position += part.Shape[n.Axis];
                }

                break;
            case PatchesNode n:
                Patches(n, read(n.Input), y);
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is missing in {nameof(FloatExecutor)}");
        }
    }

    private static void CopyRange(float[] x, Shape from, int fromStart, float[] y, Shape to, int toStart, int axis, int length)
    {
        var inner = from.Inner(axis);
        for (var outer = 0; outer < from.Outer(axis); outer++)
        {
            x.AsSpan(((outer * from[axis]) + fromStart) * inner, length * inner)
                .CopyTo(y.AsSpan(((outer * to[axis]) + toStart) * inner));
        }
    }

    private static void Patches(PatchesNode node, float[] x, float[] y)
    {
        int channels = node.Input.Shape[1], height = node.Input.Shape[2], width = node.Input.Shape[3];
        var across = width / node.PatchWidth;
        var i = 0;
        for (var patch = 0; patch < node.Output.Shape[1]; patch++)
        {
            int top = patch / across * node.PatchHeight, left = patch % across * node.PatchWidth;
            for (var c = 0; c < channels; c++)
            {
                for (var row = 0; row < node.PatchHeight; row++)
                {
                    x.AsSpan((((c * height) + top + row) * width) + left, node.PatchWidth).CopyTo(y.AsSpan(i));
                    i += node.PatchWidth;
                }
            }
        }
    }
}
