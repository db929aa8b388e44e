using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>What the server keeps of a person's keys, and the code that only the person has.</summary>
public sealed record Stored(IReadOnlyList<byte[]> Cards, byte[] Keyring, IReadOnlyList<byte[]> Wraps, string Code);

/// <summary>A card update that a device made, with the code that opens its keyring.</summary>
public sealed record Update(byte[] Card, byte[] Keyring, IReadOnlyList<byte[]> Wraps, string Code);

/// <summary>New entries and copies of one circle.</summary>
public sealed record LogTail(Hash Circle, IReadOnlyList<LogEntry> Entries, IReadOnlyList<SealedCopy> Copies);

/// <summary>All that a device has not seen yet.</summary>
public sealed record News(IReadOnlyList<IReadOnlyList<byte[]>> People, IReadOnlyList<byte[]> Links, IReadOnlyList<LogTail> Teams, IReadOnlyList<LogTail> Circles);

/// <summary>A link to be committed, or why there is none.</summary>
public sealed record Built(Refusal Refusal, byte[] Manifest, IReadOnlyList<(Hash Principal, byte[] Bytes)> Copies);

/// <summary>A sealed message; or who was added, to be asked about first; or why not.</summary>
public sealed record SealedText(byte[]? Bytes, bool Ask, Refusal Refusal);

/// <summary>Where a device stands in a circle, and what it read there, line by line.</summary>
public sealed record Digest(ulong Position, Hash Hash, IReadOnlyList<string> Lines);

/// <summary>One device of one person, in either language. Each side has its own keys; nothing secret passes between them but the code.</summary>
public abstract class Party(string name, string person, Hash id, PublicKey device) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>Whose device it is.</summary>
    public string Person { get; } = person;

    public Hash Id { get; } = id;

    public PublicKey Device { get; } = device;

    /// <summary>How far the server's news were handed over.</summary>
    public Cursor Seen { get; private set; } = new();

    public abstract Task<Update> SetClinic(Stored stored, Hash clinic);

    public abstract Task<Update> Expel(Stored stored, PublicKey device);

    /// <summary>Takes the newest keys by code, and reads everything again.</summary>
    public Task Unlock(Stored stored)
    {
        Seen = new Cursor();
        return TakeKeys(stored);
    }

    /// <summary>Loses everything but keys, as a page that was closed.</summary>
    public Task Restart()
    {
        Seen = new Cursor();
        return Forget();
    }

    /// <summary>Takes news in. Gives what was refused, which honest news never are.</summary>
    public abstract Task<IReadOnlyList<string>> Sync(News news);

    public abstract Task<Built> Found(Kind kind, IReadOnlyList<Seat> seats);

    public abstract Task<Built> ChangeClinic(IReadOnlyList<Seat> add);

    /// <summary>A repair when nothing is given.</summary>
    public abstract Task<Built> Change(Hash circle, IReadOnlyList<Seat> add, IReadOnlyList<Hash> remove, IReadOnlyList<Seat> lower);

    public abstract Task<int> Draft(Hash circle, string text);

    public abstract Task<SealedText> Seal(Hash circle, int draft, bool confirm);

    public abstract Task<Digest> Read(Hash circle);

    public override string ToString() => Name;

    /// <summary>Erases the device's keys.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    protected abstract Task TakeKeys(Stored stored);

    protected abstract Task Forget();
}

/// <summary>Counts of what a device was given.</summary>
public sealed class Cursor
{
    public Dictionary<Hash, int> Cards { get; } = [];

    public int Links { get; set; }

    public Dictionary<Hash, int> Entries { get; } = [];

    public Dictionary<Hash, int> Copies { get; } = [];
}

/// <summary>Makes devices in one language.</summary>
public interface ISide
{
    /// <summary>A new person with their first device; no clinic for a founder.</summary>
    Task<(Party Party, Update Update)> Enrol(string name, string person, Hash? clinic);

    /// <summary>A new device of a known person, by their code.</summary>
    Task<(Party Party, Update Update)> Join(string name, string person, Stored stored);
}
