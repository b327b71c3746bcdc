using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Operators that give the same elements another shape or order of axes, and those that ask for a shape.</summary>
static class ShapeOperators
{
    public static void Reshape(OperatorCall call)
    {
        var input = call.Activation(0);
        var target = call.Opset >= 5 ? call.Constant(1, "its target shape") : throw call.Refuse("is too old", "export the model again with opset_version=17");
        if (target.Kind != ElementKind.Integer)
        {
            throw call.Refuse("has a target shape that is no list of integers", "the file is damaged");
        }

        var dims = ShapeArguments.ForOneSample(call, input, target.Integers);
        To(call, input, ShapeArguments.ReshapeTarget(call, input.Shape, dims));
    }

    public static void Flatten(OperatorCall call)
    {
        var input = call.Activation(0);
        var axis = call.Integer("axis", 1);
        var split = axis == input.Shape.Rank ? input.Shape.Rank : call.Axis(axis, input.Shape.Rank);
        if (split <= call.BatchAxis(input) && call.Samples > 1)
        {
            throw call.Refuse($"mixes the samples of the model's fixed batch of {call.Samples}", "export the model with a batch of 1 or a free one");
        }

        var front = split == 0 ? 1 : input.Shape.Outer(split - 1) * input.Shape[split - 1];
        To(call, input, new Shape(front, input.Shape.Length / front));
    }

    public static void Squeeze(OperatorCall call)
    {
        var input = call.Activation(0);
        To(call, input, ShapeArguments.Squeezed(call, input.Shape, call.BatchAxis(input)));
    }

    public static void Unsqueeze(OperatorCall call)
    {
        var input = call.Activation(0);
        To(call, input, ShapeArguments.Unsqueezed(call, input.Shape, call.BatchAxis(input)));
    }

    public static void Transpose(OperatorCall call)
    {
        var input = call.Activation(0);
        var permutation = ShapeArguments.Permutation(call, input.Shape.Rank);
        if (permutation.Select((axis, i) => axis == i).All(same => same))
        {
            call.Return(input);
        }
        else
        {
            call.Emit(new TransposeNode(call.LayerName(), input, permutation, call.Result(input.Shape.Permute(permutation))));
        }
    }

    /// <summary>Shapes are constants: everything but the batch is fixed, and the batch is what the model insists on, or 1.</summary>
    public static void ShapeOf(OperatorCall call) => call.Return(ShapeArguments.ShapeTensor(call, call.WholeBatch(call.Activation(0))));

    public static void Size(OperatorCall call) => call.Return(new ConstantTensor(new Shape(), [(long)call.WholeBatch(call.Activation(0)).Length]));

    /// <summary>The input under another shape, which is a node only if it differs.</summary>
    private static void To(OperatorCall call, Value input, Shape shape)
    {
        if (shape.Rank > 8)
        {
            throw call.Refuse($"makes a tensor with {shape.Rank} axes", "at most 8 are supported");
        }

        if (shape.Equals(input.Shape))
        {
            call.Return(input);
        }
        else
        {
            call.Emit(new ReshapeNode(call.LayerName(), input, call.Result(shape)));
        }
    }
}
