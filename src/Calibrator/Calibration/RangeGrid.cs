namespace QMlp.Calibrator.Calibration;

/// <summary>The values that a quantizer of a range has: scale * (q - zeroPoint) for q from 0 to levels - 1, as the quantizer will be built.</summary>
readonly struct RangeGrid
{
    private readonly double _scale;
    private readonly double _zeroPoint;
    private readonly int _top;

    /// <param name="range">Contains 0 and more than that.</param>
    public RangeGrid(ActivationRange range, int levels)
    {
        _top = levels - 1;
        _scale = ((double)range.Max - range.Min) / _top;
        _zeroPoint = Math.Clamp(Math.Round(-range.Min / _scale), 0, _top);
    }

    /// <summary>Where a value lies among the codes, neither rounded nor saturated.</summary>
    public double Position(double x) => (x / _scale) + _zeroPoint;

    /// <summary>The code of a value.</summary>
    public int Code(double x) => (int)Math.Clamp(Math.Round(x / _scale) + _zeroPoint, 0, _top);

    /// <summary>What a code stands for.</summary>
    public double Value(int code) => _scale * (code - _zeroPoint);

    /// <summary>Number of codes.</summary>
    public int Levels => _top + 1;
}
