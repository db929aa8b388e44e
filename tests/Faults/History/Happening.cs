namespace CareConnect.Faults.Tests.History;

/// <summary>What one client did or saw.</summary>
/// <param name="At">Counts up over all clients of a run: what has the smaller one was earlier.</param>
internal abstract record Happening(long At, string Client);

/// <summary>Is about to be posted for the first time.</summary>
internal sealed record Sent(long At, string Client, string Conversation, string Words) : Happening(At, Client);

/// <summary>The hub said: committed and flushed, under this number.</summary>
internal sealed record Acknowledged(long At, string Client, string Conversation, string Words, ulong Number) : Happening(At, Client);

/// <summary>The hub refused for good what was sent.</summary>
internal sealed record Refused(long At, string Client, string Conversation, string Words, string Error) : Happening(At, Client);

/// <summary>The hub pushed an entry.</summary>
internal sealed record Pushed(long At, string Client, string Conversation, ulong Number, string Hash) : Happening(At, Client);

/// <summary>The reader applied and opened a message.</summary>
internal sealed record Applied(long At, string Client, string Conversation, ulong Number, string Words) : Happening(At, Client);

/// <summary>The reader could not check, open or place an entry.</summary>
internal sealed record Unreadable(long At, string Client, string Conversation, ulong Number, string Why) : Happening(At, Client);

/// <summary>The reader has read the log to its end, as the hub gave it.</summary>
/// <param name="Began">When it began to ask.</param>
internal sealed record Fetched(long At, string Client, string Conversation, ulong Position, long Began) : Happening(At, Client);

/// <summary>The client was killed. What comes after is read from the start again.</summary>
internal sealed record Died(long At, string Client) : Happening(At, Client);

/// <summary>The hub said that the alert is raised; <paramref name="Open"/> is the patient's open one.</summary>
internal sealed record Raised(long At, string Client, Guid Alert, Guid Open) : Happening(At, Client);

/// <summary>Is about to raise an alert for the first time.</summary>
internal sealed record Raising(long At, string Client, Guid Alert) : Happening(At, Client);

/// <summary>The hub said: you have it.</summary>
internal sealed record Took(long At, string Client, Guid Alert) : Happening(At, Client);
