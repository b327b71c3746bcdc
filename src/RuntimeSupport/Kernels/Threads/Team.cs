// Needs: CallFrame.cs
#nullable enable
namespace QMlp.Runtime;

using System;
using System.Threading;

/// <summary>
/// The threads that share the work of one call: the caller, and work items of the thread pool that join when the pool gets to them.
/// All run the same passes; the parts of a pass are handed out by a counter, and a pass ends when each part that was taken is done.
/// So nobody waits for a member that has not come: where the pool is busy the caller does all by itself. Members wait for the end of a
/// pass by spinning, then by giving way to other threads, and leave at the end of the call.
/// </summary>
/// <remarks>
/// Which member computes a part does not change a bit of it. A team serves one call after another, so that calls allocate nothing unless
/// more threads linger than there are teams; one is about 200 bytes. Work items that come when their call is over help the team's next
/// one, or find none and end.
/// </remarks>
sealed unsafe partial class Team : IThreadPoolWorkItem
{
    /// <summary>More members than this are never asked for; a network has not that many parts.</summary>
    public const int MaxMembers = 64;

    /// <summary>For <see cref="Pass"/>: as many parts as there are members, so that each goes through the weights once.</summary>
    public const int EqualParts = 0;

    /// <summary>
    /// Made at once, before they are needed: a thread that has not left yet keeps its team from the next call, which then takes another one.
    /// </summary>
    private static readonly Team?[] Idle = MakeTeams(Math.Max(4, Environment.ProcessorCount));

    private delegate*<in CallFrame, int, void> _network;
    private CallFrame _frame;
    private int _members;

    /// <summary>Work items that wait in the pool's queue.</summary>
    private int _queued;

    /// <summary>Number of the member that came last; the caller is 0.</summary>
    private int _lastMember;

    /// <summary>The caller and the work items that have come and not left. Only when there are none does the team belong to nobody.</summary>
    private int _present;

    /// <summary>Number of the pass in the upper half, first unit of it that nobody has taken in the lower half.</summary>
    private long _next;

    /// <summary>Units of the pass that are done.</summary>
    private int _done;

    /// <summary>Runs a network and returns when its output is complete.</summary>
    /// <param name="frame">Memory of the call; it must stay valid until this returns, and is not touched afterwards.</param>
    /// <param name="members">Threads that may take part, at most <see cref="MaxMembers"/>; with 1 no other thread hears of the call.</param>
    /// <param name="network">Called by each member with its number, from 0: runs all passes through <see cref="CallFrame.Pass"/>.</param>
    public static void Run(in CallFrame frame, int members, delegate*<in CallFrame, int, void> network)
    {
        if (members == 1)
        {
            network(frame, 0);
            return;
        }

        var team = TakeIdle();
        team._network = network;
        team._frame = frame with { Team = team };
        team._members = members;
        team._lastMember = 0;
        team._next = (long)frame.FirstPass << 32;
        team._done = 0;

        // From here on work items may join: those that an earlier call has queued either see this call or are no longer counted.
        Interlocked.Exchange(ref team._present, 1);
        for (var missing = members - 1 - Volatile.Read(ref team._queued); missing > 0; missing--)
        {
            Interlocked.Increment(ref team._queued);
            ThreadPool.UnsafeQueueUserWorkItem(team, preferLocal: false);
        }

        network(team._frame, 0);
        team.Leave();
    }

    /// <summary>A member's part in a pass, see <see cref="CallFrame.Pass"/>. One that comes too late finds the pass over and returns.</summary>
    /// <param name="frame">The member's frame.</param>
    /// <param name="pass">Number of the pass.</param>
    /// <param name="count">What there is to divide.</param>
    /// <param name="multiple">Size of a unit; the last one may be smaller.</param>
    /// <param name="unitsAtATime">Units of a part, or <see cref="EqualParts"/>.</param>
    /// <param name="work">The work on a part.</param>
    public void Pass(in CallFrame frame, int pass, int count, int multiple, int unitsAtATime, delegate*<in CallFrame, int, int, void> work)
    {
        unchecked
        {
            var units = (int)(((uint)count + (uint)multiple - 1) / (uint)multiple);
            var part = unitsAtATime == EqualParts ? (units + _members - 1) / _members : unitsAtATime;
            var wait = default(SpinWait);
            while (true)
            {
                var next = Volatile.Read(ref _next);
                if ((int)(next >> 32) != pass)
                {
                    return;
                }

                var first = (int)next;
                if (first == units)
                {
                    // Sleeping, which SpinWait would resort to after a while, takes longer than most passes.
                    wait.SpinOnce(sleep1Threshold: -1);
                    continue;
                }

                var taken = units - first < part ? units - first : part;
                if (Interlocked.CompareExchange(ref _next, next + taken, next) != next)
                {
                    continue;
                }

                var isLast = first + taken == units;
                work(frame, first * multiple, isLast ? count : (first + taken) * multiple);
                if (Interlocked.Add(ref _done, taken) == units)
                {
                    _done = 0;
                    Volatile.Write(ref _next, (long)(pass + 1) << 32);
                    return;
                }
            }
        }
    }

    /// <summary>A work item has its turn: it joins where there is a call that lacks members.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _queued);
        for (var present = Volatile.Read(ref _present); present > 0; present = Volatile.Read(ref _present))
        {
            if (Interlocked.CompareExchange(ref _present, present + 1, present) == present)
            {
                var member = Interlocked.Increment(ref _lastMember);
                if (member < _members)
                {
                    _network(_frame, member);
                }

                Leave();
                return;
            }
        }
    }

    /// <summary>Whoever leaves last puts the team where the next call finds it.</summary>
    private void Leave()
    {
        if (Interlocked.Decrement(ref _present) > 0)
        {
            return;
        }

        for (var i = 0; i < Idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref Idle[i], this, null) is null)
            {
                return;
            }
        }
    }

    private static Team?[] MakeTeams(int count)
    {
        var teams = new Team?[count];
        for (var i = 0; i < count; i++)
        {
            teams[i] = new Team();
        }

        return teams;
    }

    private static Team TakeIdle()
    {
        for (var i = 0; i < Idle.Length; i++)
        {
            if (Interlocked.Exchange(ref Idle[i], null) is { } team)
            {
                return team;
            }
        }

        return new Team();
    }
}
