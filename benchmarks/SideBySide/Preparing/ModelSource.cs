using QMlp.ModelZoo;

namespace QMlp.SideBySide.Preparing;

/// <summary>A float model and what it is calibrated on.</summary>
/// <param name="IsLarge">Whether its 4-bit and 7-bit forms, and what further threads gain, are measured too.</param>
/// <param name="Onnx">Path of the float model.</param>
/// <param name="Data">Arguments of <c>qmlp calibrate</c> that name the samples.</param>
sealed record ModelSource(string Name, bool IsLarge, Func<string> Onnx, Func<string[]> Data)
{
    /// <summary>Random weights and smooth inputs: ranges settle with few samples, and accuracy means nothing.</summary>
    private const int ZooSamples = 8;

    /// <summary>The networks of the zoo, then the trained models of the folder "shared" beside the repository, where it is.</summary>
    public static IEnumerable<ModelSource> All() => Networks.All.Select(OfZoo).Concat(Trained());

    private static ModelSource OfZoo(Network network)
    {
        var maker = PreparedFiles.IdOf(typeof(Network), typeof(Calibrator.Onnx.OnnxModelBuilder));
        return new ModelSource(
            network.Name,
            IsLarge: network.InputShape.Length == 3,
            () => PreparedFiles.Get($"{network.Name}", maker, ".onnx", path => File.WriteAllBytes(path, network.Build())),
            () => ["--data", PreparedFiles.Get($"{network.Name}", maker, ".npy", path => SampleFile.Write(path, network.InputShape, ZooSamples))]);
    }

    private static IEnumerable<ModelSource> Trained()
    {
        var shared = Path.Combine(PreparedFiles.RepositoryRoot, "..", "shared");
        (string Name, string Data, string Mean, string Std)[] models =
        [
            ("mnist_mlp_784-256-256-10", "mnist/train-images-idx3-ubyte.gz", "0", "1"),
            ("fashion_qmlp_op17", "fashion-mnist/train-images-idx3-ubyte.gz", "0.2860", "0.3530"),
            ("fashion_resmlp_op17", "fashion-mnist/train-images-idx3-ubyte.gz", "0.2860", "0.3530"),
            ("cifar_qmlp_op17", "cifar10/train-2000.tar", ".4914,.4822,.4465", ".2470,.2435,.2616"),
            ("cifar_resmlp_op17", "cifar10/train-2000.tar", ".4914,.4822,.4465", ".2470,.2435,.2616"),
        ];
        return
            from model in models
            let onnx = Path.Combine(shared, "models", "trained", model.Name + ".onnx")
            let data = Path.Combine(shared, "data", model.Data)
            where File.Exists(onnx) && File.Exists(data)
            select new ModelSource(
                model.Name, IsLarge: false, () => onnx, () => ["--data", data, "--mean", model.Mean, "--std", model.Std]);
    }
}
