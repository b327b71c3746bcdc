using QMlp.MachineCode;

// emit FOLDER   writes the C# files that carry the routines (FOLDER: src/RuntimeSupport/Kernels/MachineCode)
// measure       speed of the routines, and the processor's limit
switch (args)
{
    case ["emit", var folder]:
        foreach (var routine in RoutineAssembler.AssembleAll())
        {
            File.WriteAllText(Path.Combine(folder, Listing.FileName(routine)), Listing.Write(routine));
        }

        return 0;
    case ["measure"]:
        Measurement.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: emit FOLDER | measure");
        return 2;
}
