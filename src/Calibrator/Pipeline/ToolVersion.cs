using System.Reflection;

namespace QMlp.Calibrator.Pipeline;

/// <summary>Name and version of this program as model files state it: without a commit, so that equal releases write equal files.</summary>
static class ToolVersion
{
    public static string Name { get; } = $"qmlp {Assembly.GetExecutingAssembly().GetName().Version!.ToString(3)}";
}
