namespace CareConnect.Hub.Tests.Paging.Providers;

/// <summary>How a provider on this machine behaves with the next page.</summary>
internal enum Behaviour
{
    Takes,

    /// <summary>Takes it, and says so twice.</summary>
    AnswersTwice,

    RefusesTheAddress,

    AsksToWait,

    HasTrouble,

    RefusesTheClinic,

    /// <summary>Reads the page and never answers.</summary>
    Stalls,

    /// <summary>Reads the page and closes in the middle of its answer.</summary>
    ClosesMidWay,
}

/// <summary>A real server on the loopback interface.</summary>
internal interface IProvider : IAsyncDisposable
{
    Behaviour Behaviour { get; set; }

    /// <summary>Everything of the next page as it arrived, in clear text. Waits for it.</summary>
    Task<Arrived> Next();

    /// <summary>Nobody listens any more.</summary>
    void Close();
}

/// <param name="Key">The idempotency key that came with it.</param>
/// <param name="Text">All that the provider could read, and for a push what the browser reads.</param>
/// <param name="Words">What the person reads.</param>
internal sealed record Arrived(string Key, string Text, string Words);
