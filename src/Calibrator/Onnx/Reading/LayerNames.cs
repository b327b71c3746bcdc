using QMlp.Calibrator.Onnx.Schema;

namespace QMlp.Calibrator.Onnx.Reading;

/// <summary>Readable layer names: "blocks.0.mlp.fc1", the path of the module in the program that the model was exported from.</summary>
static class LayerNames
{
    /// <param name="parameters">Names of the initializers that the layer reads, most telling first.</param>
    public static string Choose(NodeProto node, IReadOnlyList<string?> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (FromParameter(parameter) is { } name)
            {
                return name;
            }
        }

        return FromNode(node) ?? $"{node.OpType}.{node.Output.FirstOrDefault()}".ToLowerInvariant();
    }

    /// <summary>"blocks.0.fc1.bias" belongs to layer "blocks.0.fc1"; names that an exporter made up ("onnx::MatMul_12") say nothing.</summary>
    private static string? FromParameter(string? parameter)
    {
        if (parameter is null || parameter.Contains(':') || parameter.Contains('/'))
        {
            return null;
        }

        var dot = parameter.LastIndexOf('.');
        return dot > 0 && parameter[(dot + 1)..] is "weight" or "bias" or "gamma" or "beta" or "kernel" ? parameter[..dot] : null;
    }

    /// <summary>
    /// "/blocks/blocks.0/mlp/fc1/MatMul" is in module "blocks.0.mlp.fc1": each segment that the next one repeats is dropped. The operator is
    /// kept where it tells more than the module does ("blocks.0.add_1").
    /// </summary>
    private static string? FromNode(NodeProto node)
    {
        var segments = node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
        {
            return null;
        }

        var path = new List<string>();
        foreach (var segment in segments)
        {
            if (path.Count > 0 && segment.StartsWith(path[^1] + ".", StringComparison.Ordinal))
            {
                path[^1] = segment;
            }
            else
            {
                path.Add(segment);
            }
        }

        var operatorName = path[^1];
        var isGeneric = operatorName == node.OpType || operatorName.StartsWith(node.OpType + "_", StringComparison.Ordinal);
        if (isGeneric
            && path.Count > 1
            && node.OpType is not ("Add" or "Mul" or "Sub" or "Div" or "Reshape" or "Transpose" or "Slice" or "Concat" or "ReduceMean"))
        {
            path.RemoveAt(path.Count - 1);
        }
        else if (isGeneric)
        {
            path[^1] = operatorName.ToLowerInvariant();
        }

        return string.Join('.', path);
    }
}
