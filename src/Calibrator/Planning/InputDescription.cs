using QMlp.ModelFormat;

namespace QMlp.Calibrator.Planning;

/// <summary>What enters the quantized network.</summary>
abstract record InputDescription;

/// <summary>Floats, quantized on entry with the range that calibration saw.</summary>
sealed record FloatInput : InputDescription;

/// <summary>
/// Byte images: the float network was fed (byte / 255 - mean[c]) / std[c]. A byte is then itself the quantized value, and
/// normalization is folded into the first layer.
/// </summary>
/// <param name="Layout">
/// <see cref="PixelLayout.Hwc"/> where the float input is [1, C, H, W]; <see cref="PixelLayout.AsFloat"/> for other shapes, which have one channel.
/// </param>
/// <param name="Mean">One value for each channel, in units of the range 0 to 1.</param>
/// <param name="Std">As many values as <paramref name="Mean"/>, all above 0.</param>
sealed record PixelInput(PixelLayout Layout, IReadOnlyList<float> Mean, IReadOnlyList<float> Std) : InputDescription;
