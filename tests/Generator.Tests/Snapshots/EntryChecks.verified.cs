private static void RequireLength(int actual, int expected, string name)
{
    if (actual != expected)
    {
        throw new global::System.ArgumentException($"The input must have {expected} values (8); it has {actual}.", name);
    }
}

private static void RequireRoom(int actual, int needed, string name)
{
    if (actual < needed)
    {
        throw new global::System.ArgumentException($"There must be room for {needed} elements; there is for {actual}.", name);
    }
}

// Threads that are asked to take part; a network has no work for hundreds.
private static int Members(int degreeOfParallelism)
{
    global::System.ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
    return global::System.Math.Min(degreeOfParallelism, global::QMlp.Runtime.Team.MaxMembers);
}
