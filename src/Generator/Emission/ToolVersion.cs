namespace QMlp.Generator.Emission;

/// <summary>Name and version of this generator, as emitted code states them.</summary>
static class ToolVersion
{
    public const string Name = "QMlp.Generator";

    public static string Number { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);
}
