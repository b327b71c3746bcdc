// Needs: Team.cs
#nullable enable
namespace QMlp.Runtime;

using System.Runtime.CompilerServices;

/// <summary>The memory of one call of a network, and the threads that share its work.</summary>
readonly unsafe partial struct CallFrame
{
    /// <summary>The constants of the network.</summary>
    public byte* Weights { get; init; }

    /// <summary>The caller's floats, or null where the input is quantized already.</summary>
    public float* Sample { get; init; }

    /// <summary>The quantized input.</summary>
    public byte* Input { get; init; }

    /// <summary>Scratch memory, at a multiple of 64.</summary>
    public byte* Scratch { get; init; }

    /// <summary>Where scratch memory would have to begin for what stays within a band of rows: each thread has memory of its own for it.</summary>
    public byte* Band { get; init; }

    /// <summary>The logits; null where accumulators are asked for.</summary>
    public float* Output { get; init; }

    /// <summary>The last layer's accumulators instead of logits, or null.</summary>
    public int* Accumulators { get; init; }

    /// <summary>Number of samples, one after the other, of a batch.</summary>
    public int Count { get; init; }

    /// <summary>Those who share the work, or null where one thread does it all.</summary>
    public Team? Team { get; init; }

    /// <summary>Number of the first pass: 0 is the entry of floats, which a quantized input does not need.</summary>
    public int FirstPass => Sample == null ? 1 : 0;

    /// <summary>
    /// Runs a pass over a range 0 to <paramref name="count"/> - 1 of rows or columns: whole, or with a team the parts that no other member
    /// has taken. Returns when all of it is done.
    /// </summary>
    /// <param name="pass">Number of the pass: every member of a team runs the same passes in the same order, without gaps.</param>
    /// <param name="count">Rows or columns, at least 1.</param>
    /// <param name="multiple">Parts end at multiples of it.</param>
    /// <param name="work">Called with the frame, the first row or column of a part, and the one behind its last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(int pass, int count, int multiple, delegate*<in CallFrame, int, int, void> work)
    {
        if (Team is null)
        {
            work(this, 0, count);
        }
        else
        {
            Team.Pass(this, pass, count, multiple, Team.EqualParts, work);
        }
    }

    /// <summary>The same for samples of a batch, which are taken one at a time: none depends on another, and they take long.</summary>
    /// <param name="work">Called with the frame and a range of samples.</param>
    public void Each(delegate*<in CallFrame, int, int, void> work)
    {
        if (Team is null)
        {
            work(this, 0, Count);
        }
        else
        {
            Team.Pass(this, FirstPass, Count, 1, 1, work);
        }
    }
}
