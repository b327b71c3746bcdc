namespace QMlp.ModelFormat;

/// <summary>
/// One step of a quantized model. Its arithmetic is defined here and nowhere else: the reference interpreter follows these
/// formulas literally, and every kernel gives the same bits. float() is the IEEE conversion of an integer to float32, every
/// operation on floats is a single correctly rounded float32 operation (no fused multiply-add), round() is half to even.
/// </summary>
/// <param name="Name">Name for people: the layer's name in the ONNX model where it has one ("blocks.0.mlp.fc1"). Unique.</param>
/// <param name="Output">Name of the tensor that the step makes. Every tensor is made by one step, the model's input tensor by none.</param>
abstract record Step(string Name, string Output)
{
    /// <summary>Every tensor that the step reads, in the order of the file; the first is the one that it computes on.</summary>
    public abstract IReadOnlyList<StepInput> Inputs { get; }

    /// <summary>Every array of the step in the block of weights, in the order of the file.</summary>
    public abstract IReadOnlyList<StepArray> Arrays { get; }
}

/// <summary>A tensor that a step reads.</summary>
/// <param name="Member">The member of the file that names it ("input", "residual").</param>
/// <param name="Tensor">Its name.</param>
readonly record struct StepInput(string Member, string Tensor);
