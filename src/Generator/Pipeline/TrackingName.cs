namespace QMlp.Generator.Pipeline;

/// <summary>Names of the pipeline's steps, by which the cacheability test reads their run reasons.</summary>
static class TrackingName
{
    public const string Options = "Options";
    public const string Parse = "Parse";
    public const string Target = "Target";
    public const string MachineCode = "MachineCode";
    public const string Clashes = "Clashes";
    public const string Compile = "Compile";
    public const string Diagnostics = "Diagnostics";
    public const string Output = "Output";
    public const string Kernels = "Kernels";
}
