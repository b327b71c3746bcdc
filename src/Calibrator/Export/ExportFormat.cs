namespace QMlp.Calibrator.Export;

/// <summary>What an exported ONNX model expresses its matrix products with.</summary>
enum ExportFormat
{
    /// <summary>
    /// QuantizeLinear and DequantizeLinear around products in float: u8 activations, s8 (or int4) weights per output channel, s32 bias.
    /// Standard ONNX; ONNX Runtime fuses it into its integer kernels.
    /// </summary>
    OnnxQdq,

    /// <summary>
    /// ONNX Runtime's com.microsoft.MatMulNBits: 4-bit weights in blocks along K, float activations that the operator quantizes itself.
    /// Only for models with 4-bit weights.
    /// </summary>
    OnnxMatMulNBits,
}
