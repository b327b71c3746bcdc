using QMlp.ModelFormat;

namespace QMlp.Calibrator.Reference;

/// <summary>A tensor seen as [outer, extent, inner] around one of its axes.</summary>
static class ShapeAround
{
    public static (int Outer, int Extent, int Inner) Axis(EquatableArray<int> shape, int axis)
    {
        var dims = shape.AsSpan();
        return (dims[..axis].Product(), dims[axis], dims[(axis + 1)..].Product());
    }
}
