namespace CareConnect.Domain.Crisis;

/// <summary>What an open alert waits for.</summary>
public enum TimerKind
{
    /// <summary>The next step is paged.</summary>
    Page,

    /// <summary>Nobody could be paged: look again whether there is somebody.</summary>
    Nobody,

    /// <summary>The acknowledgement runs out without contact.</summary>
    Contact,

    /// <summary>After contact: the board is reminded that nobody has closed it.</summary>
    Closing,
}

/// <summary>The one timer of an open alert: every open alert has exactly one, stored in one transaction with it.</summary>
/// <param name="DueAt">When, by the clinic's clock.</param>
/// <param name="Wait">From its setting until it is due. A clock that was set back shows as a timer that is further away than this.</param>
/// <param name="Round">From 0: how often the chain has been gone through.</param>
/// <param name="Step">From 0: the step that is paged next.</param>
public sealed record AlertTimer(TimerKind Kind, DateTimeOffset DueAt, TimeSpan Wait, int Round, int Step)
{
    /// <summary>
    /// When it is due for a clock that now shows <paramref name="now"/>: a clock that was set back delays nothing beyond
    /// the timer's own wait.
    /// </summary>
    public DateTimeOffset DueSeenAt(DateTimeOffset now) => DueAt - now > Wait ? now + Wait : DueAt;

    /// <summary>Set at this moment.</summary>
    public static AlertTimer In(TimeSpan wait, TimerKind kind, DateTimeOffset now, int round, int step) =>
        new(kind, (now + wait).ToUniversalTime(), wait, round, step);
}
