using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>An entry as the server gives it.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Bytes">Signed object, as its author sent it.</param>
/// <param name="Time">When the server stored it, Unix milliseconds.</param>
public sealed record LogEntry(ulong Number, ReadOnlyMemory<byte> Bytes, ulong Time);

/// <summary>Marks on an opened message. They are shown, and refuse nothing.</summary>
[Flags]
public enum Marks
{
    /// <summary>Nothing to say.</summary>
    None = 0,
    /// <summary>"Sent from a device since removed."</summary>
    DeviceRemoved = 1,
    /// <summary>"You two may be seeing different versions": the author had seen another log.</summary>
    DifferentLog = 2,
    /// <summary>The author's time is more than a day from the server's.</summary>
    ClockOff = 4,
}

/// <summary>What came of an entry, or of a sealed copy. Show each; none of them is an exception.</summary>
/// <param name="Number">The entry concerned.</param>
public abstract record Applied(ulong Number);

/// <summary>A checked manifest starts an epoch.</summary>
/// <param name="Number">The entry concerned.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Added">Principals that the link before did not have.</param>
/// <param name="Removed">Principals that are gone.</param>
public sealed record EpochStarted(ulong Number, Manifest Manifest, IReadOnlyList<Hash> Added, IReadOnlyList<Hash> Removed) : Applied(Number);

/// <summary>A checked and opened message.</summary>
/// <param name="Number">The entry concerned.</param>
/// <param name="Message">The message; who wrote it is in its header.</param>
/// <param name="Content">The CBOR content.</param>
/// <param name="Marks">What to show beside it.</param>
/// <param name="Time">When the server stored it.</param>
public sealed record MessageOpened(ulong Number, Message Message, byte[] Content, Marks Marks, ulong Time) : Applied(Number)
{
    /// <summary>The number and name only.</summary>
    public override string ToString() => $"{nameof(MessageOpened)} {Number} {Message.Name}";
}

/// <summary>A checked message whose epoch's secret has not come (yet): it opens once a copy brings it.</summary>
public sealed record MessageWaiting(ulong Number, Message Message) : Applied(Number);

/// <summary>"Could not be checked": a message that was refused; reading goes on. <see cref="Refusal.Duplicate"/> need not be shown.</summary>
public sealed record Placeholder(ulong Number, Refusal Refusal) : Applied(Number);

/// <summary>A sealed copy that was refused: call CannotOpen(circle, epoch). <see cref="Refusal.CopyMismatch"/> is the server's fault, any other the author's.</summary>
public sealed record CopyRefused(ulong Number, ulong Epoch, Hash Principal, Hash Author, Refusal Refusal) : Applied(Number);

/// <summary>A manifest was refused: earlier words stay readable, nothing later is shown, nothing is sent, the person is told.</summary>
public sealed record CircleStopped(ulong Number, Refusal Refusal) : Applied(Number);

/// <summary>The entry is not the next one: fetch from <paramref name="Next"/>.</summary>
public sealed record Gap(ulong Number, ulong Next) : Applied(Number);
