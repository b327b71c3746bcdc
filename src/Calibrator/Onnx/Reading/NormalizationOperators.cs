using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Onnx.Reading;

static class NormalizationOperators
{
    /// <summary>Normalizes all axes from `axis` on; several of them are seen as one.</summary>
    public static void LayerNormalization(OperatorCall call)
    {
        var input = call.Activation(0);
        var axis = call.Axis(call.Integer("axis", -1), input.Shape.Rank);
        var normalized = new Shape([.. input.Shape.Dims[axis..]]);
        var epsilon = call.Number("epsilon", 1e-5f);
        var gain = Spread(call, call.Constant(1, "its scale"), normalized);
        var shift = call.Input(2) is null ? new float[gain.Length] : Spread(call, call.Constant(2, "its bias"), normalized);
        var name = call.LayerName(call.Input(1)?.Constant?.Name, call.Input(2)?.Constant?.Name);
        if (normalized.Rank == 1)
        {
            call.Emit(new LayerNormNode(name, input, gain, shift, epsilon, call.Result(input.Shape)));
            return;
        }

        var flatShape = new Shape([.. input.Shape.Dims[..axis], normalized.Length]);
        var flat = call.Intermediate(flatShape, "flat");
        call.Emit(new ReshapeNode(name + ".flatten", input, flat));
        var made = call.Intermediate(flatShape, "normalized");
        call.Emit(new LayerNormNode(name, flat, gain, shift, epsilon, made));
        call.Emit(new ReshapeNode(name + ".unflatten", made, call.Result(input.Shape)));
    }

    /// <summary>In inference: (x - mean) / sqrt(variance + epsilon) * scale + bias along axis 1.</summary>
    public static void BatchNormalization(OperatorCall call)
    {
        var input = call.Activation(0);
        if (call.Integer("training_mode", 0) != 0)
        {
            throw call.Refuse("is in training mode", "export the model in evaluation mode (model.eval())");
        }

        if (input.Shape.Rank < 2)
        {
            throw call.Refuse($"normalizes shape {input.Shape}, which has no channel axis", "the file is damaged");
        }

        var channels = new Shape(input.Shape[1]);
        float[] scale = Spread(call, call.Constant(1, "its scale"), channels), bias = Spread(call, call.Constant(2, "its bias"), channels);
        float[] mean = Spread(call, call.Constant(3, "its mean"), channels), variance = Spread(call, call.Constant(4, "its variance"), channels);
        var epsilon = call.Number("epsilon", 1e-5f);
        var factors = new float[channels[0]];
        var shifts = new float[channels[0]];
        for (var c = 0; c < factors.Length; c++)
        {
            var factor = scale[c] / Math.Sqrt(variance[c] + epsilon);
            factors[c] = (float)factor;
            shifts[c] = (float)(bias[c] - (mean[c] * factor));
        }

        call.Emit(new AxisAffineNode(call.LayerName(call.Input(1)?.Constant?.Name), input, 1, factors, shifts, call.Result(input.Shape)));
    }

    /// <summary>Before opset 13 all axes from `axis` on were normalized together, by default from axis 1.</summary>
    public static void Softmax(OperatorCall call)
    {
        var input = call.Activation(0);
        var axis = call.Axis(call.Integer("axis", call.Opset >= 13 ? -1 : 1), input.Shape.Rank);
        if (call.Opset < 13 && input.Shape.Inner(axis) != 1)
        {
            throw call.Refuse($"normalizes several axes at once, as opset {call.Opset} means it", "export the model again with opset_version=17");
        }

        call.Emit(new SoftmaxNode(call.LayerName(), input, axis, call.Result(input.Shape)));
    }

    /// <summary>A parameter with as many elements as the shape has, repeated where it broadcasts.</summary>
    private static float[] Spread(OperatorCall call, ConstantTensor parameter, Shape shape)
    {
        if (!parameter.IsFloat || Broadcasting.Common(parameter.Shape, shape)?.Equals(shape) != true)
        {
            throw call.Refuse($"has a parameter of shape {parameter.Shape} where {shape} is normalized", "the file is damaged");
        }

        return [.. Broadcasting.Indices(parameter.Shape, shape).Select(index => parameter.Floats[index])];
    }
}
