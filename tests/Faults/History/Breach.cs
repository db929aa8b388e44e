namespace CareConnect.Faults.Tests.History;

/// <summary>What a history must never show.</summary>
internal enum Breach
{
    /// <summary>Acknowledged, and not in the log under its number.</summary>
    Lost,

    /// <summary>Twice in the log, or acknowledged under two numbers.</summary>
    Doubled,

    /// <summary>Behind what was acknowledged before it was sent.</summary>
    Reordered,

    /// <summary>Somebody reads what nobody sent, or was pushed what the log does not hold.</summary>
    Phantom,

    /// <summary>A reader does not have what the log holds.</summary>
    NotDelivered,

    /// <summary>Two readers see two orders.</summary>
    Diverged,

    /// <summary>A fetch that began after an acknowledgement did not give what was acknowledged.</summary>
    Stale,

    /// <summary>An entry could not be checked or opened.</summary>
    Unreadable,

    /// <summary>Refused for good, though nothing was wrong with it.</summary>
    Refused,

    /// <summary>An alert that was acknowledged is not on the board.</summary>
    AlertLost,

    /// <summary>Two open alerts of one patient, or one that nobody raised.</summary>
    AlertDoubled,

    /// <summary>An alert that nobody has and nobody is being paged for.</summary>
    AlertSilent,

    /// <summary>Two people had an alert at once, or somebody who was told so never did.</summary>
    AlertDoublyOwned,
}

/// <param name="What">What was expected and what was found, with names and numbers.</param>
internal sealed record Broken(Breach Breach, string What)
{
    public override string ToString() => $"{Breach}: {What}";
}
