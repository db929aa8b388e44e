namespace CareConnect.Protocol;

/// <summary>Sizes in bytes, and counts, that both ends hold to.</summary>
public static class Limits
{
    /// <summary>A sealed message's content.</summary>
    public const int Content = 64 * 1024;

    /// <summary>One frame on the hub.</summary>
    public const int HubFrame = 80 * 1024;

    /// <summary>One HTTP body: cards, manifests with their copies, keyrings.</summary>
    public const int HttpBody = 1024 * 1024;

    /// <summary>Entries in one answer of <see cref="ICareHub.Since"/>.</summary>
    public const int EntriesPage = 200;
}
