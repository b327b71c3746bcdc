namespace QMlp.ModelFormat.Validation;

/// <summary>Which quantizers of a tensor a range of columns meets. Ranges are asked for in ascending order, so all of them take one pass.</summary>
sealed class ChannelRanges(TensorInfo tensor, bool perColumn)
{
    private int _quantizer;
    private int _start;

    /// <summary>The quantizers of columns [first, first + count), or all of them where columns are not channels.</summary>
    public IReadOnlyList<Quantizer> Of(int first, int count)
    {
        if (!perColumn)
        {
            return tensor.Quantization;
        }

        var met = new List<Quantizer>();
        while (_quantizer < tensor.Quantization.Count && _start < first + count)
        {
            var quantizer = tensor.Quantization[_quantizer];
            met.Add(quantizer);
            if (_start + quantizer.Channels > first + count)
            {
                break;
            }

            _start += quantizer.Channels;
            _quantizer++;
        }

        return met;
    }
}
