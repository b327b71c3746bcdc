namespace QMlp.Calibrator.Data;

/// <summary>Opens the data set that a specification on the command line names.</summary>
static class DataSpec
{
    public static ISampleSource Open(string spec, DataOptions options) =>
        throw new UserError($"The data set '{spec}' ({options.Shape}) is of no known kind.");
}
