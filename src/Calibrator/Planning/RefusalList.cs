using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Planning;

/// <summary>
/// Collects what cannot be quantized, so that one attempt finds all of it. Nothing is said of what import did not understand, which it has said itself,
/// nor of nodes beside that.
/// </summary>
sealed class RefusalList(FloatGraph graph)
{
    private readonly List<Refusal> _found = [];

    public IReadOnlyList<Refusal> Found => _found;

    /// <summary>Does something about a node that may refuse it.</summary>
    /// <param name="node">Null for what concerns the network as a whole.</param>
    /// <returns>Whether it went well.</returns>
    public bool Try(Node? node, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (UserError error)
        {
            if (node is null || (node.IsUnderstood && !graph.IsBesideUnknown(node)))
            {
                _found.AddRange(
                    (error as UnsupportedModel)?.Refusals ?? [new Refusal(error.Message.TrimEnd('.'), "", [node?.Name ?? graph.Name], "", error.Message)]);
            }

            return false;
        }
    }

    /// <exception cref="UnsupportedModel">Something was found.</exception>
    public void Require()
    {
        if (_found.Count > 0)
        {
            throw new UnsupportedModel(graph.Name, _found);
        }
    }
}
