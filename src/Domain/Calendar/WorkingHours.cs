namespace CareConnect.Domain.Calendar;

/// <summary>One day's hours on the clinic's wall clock. Closing is the first moment that is closed.</summary>
public readonly record struct WorkingHours
{
    /// <summary>Hours from <paramref name="open"/> until <paramref name="close"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day closes before, or as, it opens.</exception>
    public WorkingHours(TimeOnly open, TimeOnly close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(close, open);
        Open = open;
        Close = close;
    }

    /// <summary>The first open moment.</summary>
    public TimeOnly Open { get; }

    /// <summary>The first moment after the last open one.</summary>
    public TimeOnly Close { get; }
}
