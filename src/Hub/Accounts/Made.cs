namespace CareConnect.Hub.Accounts;

/// <summary>An account that was made and may be signed in at once, or why it was not.</summary>
public sealed record Made(string? Error, Guid Account);
