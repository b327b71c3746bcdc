using QMlp.ModelZoo;

// Writes the networks that the benchmarks run: `dotnet run -c Release --project benchmarks/ModelZoo -- DIRECTORY [NAME ...]`.
if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine($"usage: ModelZoo DIRECTORY [NAME ...]\nnetworks: {string.Join(", ", Networks.All.Select(network => network.Name))}");
    return 2;
}

var unknown = args[1..].Except(Networks.All.Select(network => network.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"There is no network '{unknown[0]}'; there are {string.Join(", ", Networks.All.Select(network => network.Name))}.");
    return 2;
}

Directory.CreateDirectory(args[0]);
foreach (var network in Networks.All.Where(network => args.Length == 1 || args[1..].Contains(network.Name)))
{
    var (model, samples) = (Path.Combine(args[0], network.Name + ".onnx"), Path.Combine(args[0], network.Name + ".npy"));
    File.WriteAllBytes(model, network.Build());
    SampleFile.Write(samples, network.InputShape, count: 32);
    Console.WriteLine($"{model}: {network.Description}, {new FileInfo(model).Length / 1e6:F1} MB; samples in {samples}");
}

return 0;
