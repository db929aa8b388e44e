namespace CareConnect.Hub.Paging;

/// <summary>How a person is reached.</summary>
public enum PageWay
{
    /// <summary>The crisis board, open on any of their devices.</summary>
    Board,

    Push,

    Email,

    Sms,

    Voice,
}

/// <summary>How far a page came.</summary>
public enum PageState
{
    /// <summary>Not sent yet, or to be tried again; for the board: not shown on any device yet.</summary>
    Waiting,

    /// <summary>The provider has taken it. That says nothing about arrival.</summary>
    Sent,

    /// <summary>It arrived: a device showed it, or the provider says so.</summary>
    Delivered,

    /// <summary>This way can't bring it, however often it is tried.</summary>
    Failed,

    /// <summary>No longer needed: somebody has the alert, it is closed, or a newer page stands for this one.</summary>
    Stopped,
}

/// <summary>Why an attempt failed. Codes alone: what a provider said is not kept.</summary>
public enum PageError
{
    /// <summary>This clinic has no such provider any more.</summary>
    NotConfigured,

    /// <summary>The provider can't be connected to.</summary>
    Unreachable,

    TimedOut,

    /// <summary>The provider asked for a pause, or had trouble of its own.</summary>
    TryLater,

    /// <summary>The provider refuses this clinic: a secret or a setting is wrong.</summary>
    NotAllowed,

    /// <summary>The provider refuses the address or the page.</summary>
    Refused,

    /// <summary>The address is no more: a push subscription that ended.</summary>
    Gone,

    /// <summary>The stored address can't be read with the clinic's keys.</summary>
    Unreadable,
}
