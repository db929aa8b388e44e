namespace CareConnect.Hub.Paging;

/// <summary>What a page says. Never about whom.</summary>
internal enum PageKind
{
    Alert,
    Drill,

    /// <summary>A code that proves that this way reaches its person.</summary>
    Code,
}

/// <summary>One page to one address. A class, so that neither address nor code is ever printed.</summary>
internal sealed class OutgoingPage
{
    /// <summary>The same at each attempt: a provider that honours it sends once.</summary>
    public required Guid Id { get; init; }

    public required PageKind Kind { get; init; }

    /// <summary>E-mail address, E.164 number, or a push subscription as <see cref="WebPush.PushSubscription"/> writes it.</summary>
    public required string Address { get; init; }

    /// <summary><c>en</c> or <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Of an alert or drill: what the page opens.</summary>
    public Guid Alert { get; init; }

    /// <summary>Six digits, of <see cref="PageKind.Code"/>.</summary>
    public string Code { get; init; } = "";
}

/// <summary>What became of one attempt.</summary>
/// <param name="State"><see cref="PageState.Sent"/>, <see cref="PageState.Waiting"/> (try again) or <see cref="PageState.Failed"/> (never by this way).</param>
/// <param name="After">How long the provider asked to be left alone.</param>
internal sealed record PageResult(PageState State, PageError? Error = null, TimeSpan? After = null)
{
    public static readonly PageResult Sent = new(PageState.Sent);

    public static PageResult Later(PageError error, TimeSpan? after = null) => new(PageState.Waiting, error, after);

    public static PageResult Never(PageError error) => new(PageState.Failed, error);
}

/// <summary>
/// Brings a page to a person. It ends by itself within <see cref="Patience"/>, whatever the provider does, and throws only
/// when it is cancelled: every trouble of a provider is a <see cref="PageResult"/>.
/// </summary>
internal interface IPageWay
{
    /// <summary>How long one attempt may take.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    PageWay Way { get; }

    Task<PageResult> Send(OutgoingPage page, CancellationToken cancellation);
}
