using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>
/// Reads the member "weights". Inline bytes are decoded only after the number of their characters has been found to fit the stated
/// length, so a length alone allocates nothing.
/// </summary>
sealed class WeightStoreDecoder(ErrorList errors)
{
    public WeightStore Decode(JsonValue value)
    {
        var reader = new ObjectReader(value, "the weights", errors, "storage", "length", "sha256", "sidecarSha256", "base64");
        var storage = reader.Word("storage", FormatWords.WeightStorages);
        var length = reader.Integer("length", 0, ModelLimits.StoreBytes);
        var sha256 = reader.Text("sha256");
        byte[]? bytes = null;
        string? sidecarSha256 = null;
        if (storage == WeightStorage.Sidecar)
        {
            if (reader.Optional("base64") is { } surplus)
            {
                errors.Add(surplus, "The weights: a member 'base64' goes with inline storage only.");
            }

            sidecarSha256 = reader.Text("sidecarSha256");
        }
        else if (reader.Optional("sidecarSha256") is { } foreign)
        {
            errors.Add(foreign, "The weights: a member 'sidecarSha256' goes with sidecar storage only.");
        }
        else if (reader.Required("base64") is { } lines)
        {
            bytes = DecodeLines(lines, length);
            if (bytes is not null && Sha256Text.OfBytes(bytes) != sha256)
            {
                errors.Add(lines, "The weights: the bytes do not have the SHA-256 that is stated for them. Run 'qmlp calibrate' again.");
            }
        }

        return new WeightStore(storage, length, sha256, bytes) { SidecarSha256 = sidecarSha256 };
    }

    /// <summary>The bytes of all lines together; null after an error.</summary>
    private byte[]? DecodeLines(JsonValue lines, int length)
    {
        if (lines.Kind != JsonKind.Array)
        {
            errors.Add(lines, $"The weights: the member 'base64' must be an array of strings, not {lines.Describe()}.");
            return null;
        }

        long total = 0;
        foreach (var line in lines.Elements())
        {
            var count = line.Kind == JsonKind.String ? Base64.DecodedLength(line.Raw) : -1;
            if (count < 0)
            {
                errors.Add(line, "The weights: this is not a line of base64.");
                return null;
            }

            total += count;
        }

        if (total != length)
        {
            errors.Add(lines, $"The weights: the lines hold {total} bytes, the member 'length' says {length}.");
            return null;
        }

        var bytes = new byte[length];
        var start = 0;
        foreach (var line in lines.Elements())
        {
            var count = Base64.DecodedLength(line.Raw);
            if (!Base64.TryDecode(line.Raw, bytes.AsSpan(start, count)))
            {
                errors.Add(line, "The weights: this is not a line of base64.");
                return null;
            }

            start += count;
        }

        return bytes;
    }
}
