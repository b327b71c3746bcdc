using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>A tensor as the reference computed it: integers for U8 and S16, floats for F32.</summary>
sealed record ReferenceTensor(TensorInfo Info, int[] Integers, float[] Floats);
