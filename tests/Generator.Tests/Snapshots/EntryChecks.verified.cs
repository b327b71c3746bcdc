private static void RequireLength(int actual, int expected, string name)
{
    if (actual != expected)
    {
        throw new ArgumentException($"The input must have {expected} values (8); it has {actual}.", name);
    }
}

private static void RequireRoom(int actual, int needed, string name)
{
    if (actual < needed)
    {
        throw new ArgumentException($"There must be room for {needed} elements; there is for {actual}.", name);
    }
}

/// <summary>Threads that are asked to take part; a network has no work for hundreds.</summary>
private static int Members(int degreeOfParallelism)
{
    ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
    return Math.Min(degreeOfParallelism, Team.MaxMembers);
}
