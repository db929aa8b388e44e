namespace CareConnect.Protocol;

/// <summary>What every answer of the hub has.</summary>
public interface IAnswer
{
    /// <summary>Null: done. Else one of <see cref="HubErrors"/> or a refusal's name.</summary>
    string? Error { get; }

    /// <summary>Seconds, with <see cref="HubErrors.Busy"/>; 0 where the answer does not say.</summary>
    int RetryAfter => 0;
}

/// <summary>Done, when <paramref name="Error"/> is null.</summary>
/// <param name="Error">One of <see cref="HubErrors"/> or a refusal's name.</param>
/// <param name="RetryAfter">Seconds, with <see cref="HubErrors.Busy"/>.</param>
public sealed record Reply(string? Error = null, int RetryAfter = 0) : IAnswer;

/// <summary>One entry of a circle's log.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Kind"><c>manifest</c> or <c>message</c>.</param>
/// <param name="Bytes">The signed object as its author sent it.</param>
/// <param name="Hash">h_i of PROTOCOL section 4, 32 bytes.</param>
/// <param name="At">When the server stored it.</param>
public sealed record Entry(long Number, string Kind, byte[] Bytes, byte[] Hash, long At);

/// <summary>Committed and flushed, when <paramref name="Error"/> is null.</summary>
/// <param name="Newest">With <c>Stale</c> or <c>WrongEpoch</c>: the newest links concerned, as signed objects.</param>
public sealed record PostReply(string? Error, long Number = 0, byte[]? Hash = null, long At = 0, byte[][]? Newest = null, int RetryAfter = 0) : IAnswer;

/// <param name="Last">Number of the log's last entry.</param>
/// <param name="Opened">Who has opened up to where.</param>
public sealed record EntriesReply(string? Error, Entry[] Entries, long Last, OpenedMark[] Opened) : IAnswer;

/// <summary>A person's device has shown the log up to a number.</summary>
public sealed record OpenedMark(string Person, long Number, long At);

/// <param name="By">With <see cref="HubErrors.AlreadyTaken"/>: the person who has it.</param>
public sealed record TakeReply(string? Error, string? By = null) : IAnswer;
