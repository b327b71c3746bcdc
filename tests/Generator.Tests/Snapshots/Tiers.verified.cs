/// <summary>Runs the network on as many threads as asked for, with the kernels of the tier that was chosen for this process.</summary>
private static void Execute(in CallFrame frame, int members)
{
    switch (KernelSelector.Selected)
    {
        case KernelTier.Avx512Vnni:
            Team.Run(frame, members, &Network<Avx512VnniTier>);
            break;
        case KernelTier.AvxVnni:
            Team.Run(frame, members, &Network<AvxVnniTier>);
            break;
        case KernelTier.Avx512:
            Team.Run(frame, members, &Network<Avx512Tier>);
            break;
        case KernelTier.Avx2:
            Team.Run(frame, members, &Network<Avx2Tier>);
            break;
        case KernelTier.Vector128:
            Team.Run(frame, members, &Network<Vector128Tier>);
            break;
        default:
            Team.Run(frame, members, &Network<ScalarTier>);
            break;
    }
}
