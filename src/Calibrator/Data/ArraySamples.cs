using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Data;

/// <summary>Makes a sample source of an array: pixels of 8-bit unsigned integers, floats of every other type.</summary>
static class ArraySamples
{
    /// <summary>Reads the chosen samples and closes the array.</summary>
    /// <exception cref="UserError">The array is damaged or does not fit the model or the options.</exception>
    public static ISampleSource Open(ArrayStream array, DataOptions options)
    {
        using (array)
        {
            return array.Header.Element == ArrayElement.UInt8 ? OpenPixels(array, options) : OpenFloats(array, options);
        }
    }

    private static PixelSource OpenPixels(ArrayStream array, DataOptions options)
    {
        var dims = array.Header.Dims.ToArray();
        var target = PixelTarget.Of(options.Shape);
        var (count, form) = (1, dims.Length > 1 ? PixelArrayForm.Find(dims.AsSpan(1), target, options.Size) : null);
        if (form is not null)
        {
            count = dims[0];
            dims = dims[1..];
        }

        form ??= PixelArrayForm.Find(dims, target, options.Size) ?? throw Mismatch(array, options, target);
        var set = Choose(array, count, options);
        var fitting = new ImageFitting(target, options.Size, Free: false);
        var rows = ArrayRows.Read(array, dims, count, set.Chosen);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = fitting.Fit(form.ToImage(rows[i]), array.Name).Bytes;
        }

        var normalization = new PixelNormalization(target, form.Channels, options);
        return new PixelSource(set, target, normalization, new PixelRows(rows));
    }

    private static FloatSource OpenFloats(ArrayStream array, DataOptions options)
    {
        if (options.Mean.Count > 0 || options.Std.Count > 0 || options.Size is not null)
        {
            throw new UserError(
                $"{array.Name}: the array holds {array.Header.Element}, which is taken as it is; leave out --mean, --std and --size, or save it as uint8 "
                    + "pixels.");
        }

        var dims = array.Header.Dims.ToArray();
        var (count, sample) = dims.Length > 0 && Fits(dims.AsSpan(1), options.Shape) ? (dims[0], dims[1..])
            : dims.AsSpan().SequenceEqual(options.Shape.Dims) ? (1, dims)
            : throw Mismatch(array, options, null);
        var set = Choose(array, count, options);
        var rows = ArrayRows.Read(array, sample, count, set.Chosen);
        var samples = new float[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            samples[i] = new float[options.Shape.Length];
            ArrayElements.ToFloats(rows[i], array.Header, samples[i]);
            rows[i] = [];
            if (samples[i].AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw new UserError($"{array.Name}: sample {set.Chosen[i]} holds a value that is not a finite float32; mend the data.");
            }
        }

        return new FloatSource(set, options.Shape, samples);
    }

    private static SampleSet Choose(ArrayStream array, int count, DataOptions options)
    {
        if (count == 0)
        {
            throw new UserError($"{array.Name}: the array {array.Header.ShapeText} holds no samples.");
        }

        var chosen = EvenSampling.Choose(count, options.Samples);
        return new SampleSet(array.Name, count, chosen, options.Labels is { } labels ? SampleLabels.Read(labels, count, chosen) : null);
    }

    /// <summary>Number of elements of a shape; one that is too large stays so, without overflow.</summary>
    private static long Product(int[] dims) => dims.Aggregate(1L, (product, dim) => product > int.MaxValue ? product : product * dim);

    /// <summary>The same elements in the same order: equal but for axes of 1, or one of the two is a vector.</summary>
    private static bool Fits(ReadOnlySpan<int> sample, Shape model)
    {
        var (left, right) = (Squeeze(sample), Squeeze(model.Dims));
        return left.AsSpan().SequenceEqual(right)
            || ((left.Length <= 1 || right.Length <= 1) && Product(left) == model.Length);
    }

    private static int[] Squeeze(ReadOnlySpan<int> dims) => [.. dims.ToArray().Where(dim => dim != 1)];

    private static UserError Mismatch(ArrayStream array, DataOptions options, PixelTarget? target)
    {
        var dims = array.Header.Dims;
        var found = $"{array.Name}: the array is {array.Header.ShapeText}, and a sample of the model is {options.Shape}";
        var wanted = $"[samples, {string.Join(", ", options.Shape.Dims.ToArray())}]";
        var isChannelsLast = options.Shape.Rank == 3 && dims.Count == 4 && dims.Skip(1).SequenceEqual([options.Shape[1], options.Shape[2], options.Shape[0]]);
        return new UserError(
            isChannelsLast ? $"{found}: its channels are last; transpose it to {wanted}."
            : target is { Size: { } size } && options.Size is null && dims.Count >= 3 && PixelArrayForm.Find(dims.Skip(1).ToArray(), target, size) is not null
                ? $"{found}: give --size {size} to have the images resized, or save them as {wanted}."
            : $"{found}: save it as {wanted}.");
    }
}
