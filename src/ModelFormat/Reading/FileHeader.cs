using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Reading;

/// <summary>Checks that come before any decoding: that this is a model file, of a version that is known, and as it was written.</summary>
static class FileHeader
{
    public static bool Check(JsonDocument document, ErrorList errors) =>
        CheckVersion(document.Root, errors) && CheckChecksum(document, errors);

    private static bool CheckVersion(JsonValue root, ErrorList errors)
    {
        var format = Member(root, "format");
        if (format is null || !format.Value.TextEquals(FormatWords.Format))
        {
            errors.Add(
                FormatErrorKind.Version, (format ?? root).Offset,
                "This is not a model file of QMlp: its member 'format' must be \"qmlp\". 'qmlp calibrate' makes such a file from an ONNX model.");
            return false;
        }

        // A version that this code does not know may have changed anything but these two members.
        var version = Member(root, "version");
        var number = version is { Kind: JsonKind.Number } && DecimalNumber.TryParse(version.Value.Raw, out var parsed) ? parsed : 0;
        if (number is >= FormatWords.OldestVersion and <= FormatWords.Version)
        {
            return true;
        }

        var message =
            number > FormatWords.Version
                ? $"This model file is of format version {version!.Value.Raw.ToString()}; this program reads versions up to {FormatWords.Version}. "
                    + "Update QMlp (the package of the generator, or the tool 'qmlp') to the version that wrote the file, "
                    + "or calibrate again with the installed one."
            : number is 1 or 2
                ? $"This model file is of format version {number}, which is read no longer: "
                    + $"run 'qmlp calibrate' again to make one of version {FormatWords.Version}."
            : $"The member 'version' must be a version of the model file's format, {FormatWords.Version}.";
        errors.Add(FormatErrorKind.Version, (version ?? root).Offset, message);
        return false;
    }

    private static bool CheckChecksum(JsonDocument document, ErrorList errors)
    {
        // The last member is the checksum; the canonical text ends with the value before it.
        var (name, value, end) = (document.Root, document.Root, 0);
        foreach (var member in document.Root.Members())
        {
            end = value.End;
            (name, value) = member;
        }

        if (!name.TextEquals(TextChecksum.MemberName))
        {
            errors.Add(
                FormatErrorKind.Checksum, name.Offset,
                "The last member of a model file must be 'checksum'. This file is incomplete or was edited; run 'qmlp calibrate' again.");
            return false;
        }

        if (!value.TextEquals(TextChecksum.Of(document.Text, end)))
        {
            errors.Add(
                FormatErrorKind.Checksum, value.Offset,
                "The checksum does not fit the text: something in this file was changed after 'qmlp calibrate' had written it. "
                + "Restore the file or calibrate again; a model file is not meant to be edited by hand.");
            return false;
        }

        return true;
    }

    private static JsonValue? Member(JsonValue root, string name) =>
        root.Members().Where(m => m.Name.TextEquals(name)).Select(m => (JsonValue?)m.Value).FirstOrDefault();
}
