using QMlp.Generator.Lowering;
using QMlp.ModelFormat;

namespace QMlp.Generator.Emission;

/// <summary>Shapes, sizes and provenance as constants of the class.</summary>
static class ConstantsEmitter
{
    /// <summary>Scratch memory may begin anywhere; this many bytes are lost at most by beginning at a multiple of 64.</summary>
    public const int AlignmentLoss = KernelFacts.Alignment - 1;

    public static int ScratchSize(ExecutionPlan plan) => plan.ScratchSize + AlignmentLoss;

    public static void Emit(CodeWriter code, ExecutionPlan plan, ClassSettings settings)
    {
        var model = plan.Model;
        var provenance = model.Provenance;
        Constant("int", "InputLength", Literals.Number(plan.InputLength), $"Number of values of a sample: {HeaderEmitter.Text(model.Input.Shape, " x ")}.");
        Constant("int", "OutputLength", Literals.Number(plan.OutputLength), "Number of logits.");
        Constant("int", "ScratchSize", Literals.Number(ScratchSize(plan)), "Bytes of scratch memory that a call works in; it may begin at any address.");
        Constant("long", "MultiplyAccumulates", Literals.Number(plan.MultiplyAccumulates), "Multiplications of an activation by a weight in one call.");
        Constant("long", "ParameterCount", Literals.Number(plan.ParameterCount), "Weights, biases and normalization parameters of the network.");
        Constant(
            "long", "WeightBytes", Literals.Number(model.Weights.Length),
            "Bytes of all constants of the network: weights, biases, multipliers, tables, self-test vectors.");
        if (plan.Expanded.Length > 0)
        {
            Constant(
                "long", "ExpandedWeightBytes", Literals.Number(plan.Expanded.Length),
                "Bytes of memory that the network takes besides, from its first use on: 4-bit weights in groups, expanded to 8 bits.");
        }

        Text("ModelName", model.Name, "Name of the model.");
        Text("ModelSource", provenance.Source, "File name of the float model that this network was made from.");
        Text("ModelSourceSha256", provenance.SourceSha256, "SHA-256 of that file.");
        Text("CalibrationData", provenance.Data, "What the network was calibrated on.");
        Text("CalibratedBy", provenance.Tool, "Name and version of the program that calibrated it.");
        Text("WeightsSha256", model.Weights.Sha256, "SHA-256 of the constants of the network.");
        Shape("InputShape", model.Input.Shape, "Shape of a sample of floats, without a batch axis.");
        Shape("OutputShape", model.Tensors.First(tensor => tensor.Name == model.Output).Shape, "Shape of the output, without a batch axis.");

        void Constant(string type, string name, string value, string summary)
        {
            code.Summary(summary);
            code.Line($"public const {type} {name} = {value};\n");
        }

        void Text(string name, string value, string summary) => Constant("string", name, Literals.Quoted(value), summary);

        void Shape(string name, EquatableArray<int> shape, string summary)
        {
            code.Summary(summary);
            code.Line($"public static global::System.ReadOnlySpan<int> {name} => [{HeaderEmitter.Text(shape, ", ")}];\n");
        }
    }
}
