namespace CareConnect.Faults.Tests.History;

/// <summary>What there is when all faults are over.</summary>
/// <param name="Logs">The messages of each conversation, read from the start by a device that saw nothing of the run.</param>
/// <param name="Readers">Who reads which conversation.</param>
/// <param name="Alerts">The crisis board.</param>
/// <param name="Now">The hub's time, Unix milliseconds.</param>
/// <param name="Step">How long a page waits for its answer, in milliseconds.</param>
internal sealed record Ending(
    IReadOnlyDictionary<string, IReadOnlyList<LogLine>> Logs,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Readers,
    IReadOnlyList<AlertEnd> Alerts,
    long Now,
    long Step);

/// <param name="Words">Null for a manifest.</param>
internal sealed record LogLine(ulong Number, string? Author, string? Words, string Hash);

/// <param name="Patient">Whose alert it is.</param>
/// <param name="State">As in <see cref="Protocol.AlertRow"/>.</param>
/// <param name="Owner">Who has it, by the name of their client.</param>
/// <param name="Next">When the clock moves it next; null when nothing is set.</param>
internal sealed record AlertEnd(Guid Alert, string Patient, string State, string? Owner, long? Next, IReadOnlyList<AlertMove> Moves);

/// <param name="By">The name of the client, or null for the clinic's own clock.</param>
internal sealed record AlertMove(string Kind, long At, string? By);
