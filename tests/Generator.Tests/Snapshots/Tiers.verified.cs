// Runs the network on as many threads as asked for, with the kernels of the tier that was chosen for this process.
private static void Execute(in global::QMlp.Runtime.CallFrame frame, int members)
{
    switch (global::QMlp.Runtime.KernelSelector.Selected)
    {
        case global::QMlp.Runtime.KernelTier.Avx512Vnni:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.Avx512VnniTier>);
            break;
        case global::QMlp.Runtime.KernelTier.AvxVnni:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.AvxVnniTier>);
            break;
        case global::QMlp.Runtime.KernelTier.Avx512:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.Avx512Tier>);
            break;
        case global::QMlp.Runtime.KernelTier.Avx2:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.Avx2Tier>);
            break;
        case global::QMlp.Runtime.KernelTier.Vector128:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.Vector128Tier>);
            break;
        default:
            global::QMlp.Runtime.Team.Run(frame, members, &Network<global::QMlp.Runtime.ScalarTier>);
            break;
    }
}
