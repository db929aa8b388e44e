using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>
/// One reader's view of one circle. Entries are applied in order; sealed copies may be offered at any time and are kept until their
/// manifest and the key to open them are there. Add the links a manifest names to the <see cref="LinkStore"/> before applying it.
/// Not thread-safe.
/// </summary>
public sealed class CircleReader(Hash circle, HeldKeys keys) : IDisposable
{
    private const ulong Day = 24 * 60 * 60 * 1000;

    private readonly List<Manifest> _epochs = [];
    private readonly List<ulong> _numbers = [];
    private readonly Dictionary<ulong, CircleSecret> _secrets = [];
    private readonly List<Hash> _log = [Log.Start];
    private readonly Dictionary<(PublicKey Device, Guid Id), Hash> _seen = [];
    private readonly List<SealedCopy> _copies = [];
    private readonly HashSet<(ulong Epoch, Hash Principal, Hash Bytes)> _offered = [];
    private readonly SortedDictionary<ulong, (LogEntry Entry, Message Message)> _waiting = [];

    /// <summary>Id of the circle.</summary>
    public Hash Circle { get; } = circle;

    /// <summary>Number of the last applied entry.</summary>
    public ulong Position => (ulong)_log.Count - 1;

    /// <summary>Log hash at <see cref="Position"/>.</summary>
    public Hash PositionHash => _log[^1];

    /// <summary>The newest applied manifest, or null.</summary>
    public Manifest? Newest => _epochs.Count == 0 ? null : _epochs[^1];

    /// <summary>Every applied manifest, by epoch.</summary>
    public IReadOnlyList<Manifest> Epochs => _epochs;

    /// <summary>Why the circle stopped, or <see cref="Refusal.None"/>.</summary>
    public Refusal StoppedBy { get; private set; }

    /// <summary>Epochs whose secret this device has not got.</summary>
    public IEnumerable<ulong> WithoutSecret => _epochs.Select(manifest => manifest.N).Where(epoch => !_secrets.ContainsKey(epoch));

    /// <summary>The secret of an epoch, or null when it has not come.</summary>
    public CircleSecret? Secret(ulong epoch) => _secrets.GetValueOrDefault(epoch);

    /// <summary>True when the newest epoch must be repaired before anyone seals into it, as far as this device knows.</summary>
    public bool IsStale => Newest is { } epoch && keys.Links.NewestClinic is { } clinic && Staleness.IsStale(epoch, clinic, keys.Links.Newest);

    /// <summary>Applies one entry. An entry already applied gives nothing.</summary>
    public IReadOnlyList<Applied> Apply(LogEntry entry)
    {
        if (StoppedBy != Refusal.None) return [new CircleStopped(entry.Number, Refusal.Stopped)];
        if (entry.Number <= Position) return [];
        if (entry.Number != Position + 1) return [new Gap(entry.Number, Position + 1)];
        // What is not labelled as a manifest can only be a message, which never stops the circle.
        if (Manifest.TryDecode(entry.Bytes.Span, out var manifest, out var refusal)) return Apply(entry, manifest);
        return IsManifest(entry.Bytes.Span) ? Stop(entry, refusal) : [ApplyMessage(entry)];
    }

    /// <summary>Takes a sealed copy, now or for when it can be opened.</summary>
    public IReadOnlyList<Applied> Offer(SealedCopy copy)
    {
        if (!_offered.Add((copy.Epoch, copy.Principal, Hash.Of(copy.Bytes)))) return [];
        _copies.Add(copy);
        return OpenCopies();
    }

    /// <summary>Tries kept copies again; to be called when a team's reader has new secrets.</summary>
    public IReadOnlyList<Applied> OpenCopies()
    {
        var results = new List<Applied>();
        foreach (var copy in _copies.ToArray())
        {
            if (copy.Epoch >= (ulong)_epochs.Count) continue;
            var manifest = _epochs[(int)copy.Epoch];
            if (manifest.Find(copy.Principal) is not { Head: { } head } member || keys.Find(copy.Principal, head) is not { } seed) continue;
            _copies.Remove(copy);
            var refusal = SealedCopy.TryOpen(copy.Bytes, member, seed, _epochs[..((int)copy.Epoch + 1)], out var secrets);
            if (refusal != Refusal.None) results.Add(new CopyRefused(_numbers[(int)copy.Epoch], copy.Epoch, copy.Principal, manifest.Author, refusal));
            foreach (var (epoch, secret) in secrets)
                if (!_secrets.TryAdd(epoch, secret)) secret.Dispose();
        }
        OpenWaiting(results);
        return results;
    }

    /// <summary>Erases the secrets.</summary>
    public void Dispose()
    {
        foreach (var secret in _secrets.Values) secret.Dispose();
        _secrets.Clear();
    }

    private List<Applied> Apply(LogEntry entry, Manifest manifest)
    {
        if (_epochs.Count == 0 && manifest.N == 0 && manifest.Name != Circle) return Stop(entry, Refusal.WrongCircle);
        var refusal = ManifestRules.Check(manifest, Newest, new ManifestContext(keys.Links.Listed, keys.Links.Clinic, Position, PositionHash));
        if (refusal == Refusal.None) refusal = keys.Links.Pins.Observe(Circle, manifest.N, manifest.Name);
        if (refusal != Refusal.None) return Stop(entry, refusal);
        var before = Newest;
        _epochs.Add(manifest);
        _numbers.Add(entry.Number);
        _log.Add(Log.Next(PositionHash, manifest.Name));
        var results = new List<Applied>
        {
            new EpochStarted(entry.Number, manifest,
                [.. manifest.Members.Select(member => member.Principal).Where(principal => before?.Find(principal) is null)],
                [.. (before?.Members ?? []).Select(member => member.Principal).Where(principal => manifest.Find(principal) is null)]),
        };
        results.AddRange(OpenCopies());
        return results;
    }

    private Applied ApplyMessage(LogEntry entry)
    {
        var position = _log[^1];
        var refusal = Message.TryDecode(entry.Bytes.Span, out var message, out var undecoded) ? Refusal.None : undecoded;
        // The log goes on over what could not be checked, by the bytes as they came.
        _log.Add(Log.Next(position, message?.Name ?? Hash.Of(entry.Bytes.Span[..Math.Max(0, entry.Bytes.Length - Limits.Signature)])));
        if (message is null) return new Placeholder(entry.Number, refusal);
        if (Newest is not { } epoch) return new Placeholder(entry.Number, Refusal.WrongEpoch);
        refusal = MessageRules.Check(message, epoch, Circle, keys.Links.Listed);
        if (refusal != Refusal.None) return new Placeholder(entry.Number, refusal);
        if (!_seen.TryAdd((message.Header.Device, message.Header.Id), message.Name))
            return new Placeholder(entry.Number, _seen[(message.Header.Device, message.Header.Id)] == message.Name ? Refusal.Duplicate : Refusal.Different);
        if (Secret(message.Header.Epoch) is { } secret) return Open(entry, message, secret);
        _waiting.Add(entry.Number, (entry, message));
        return new MessageWaiting(entry.Number, message);
    }

    private Applied Open(LogEntry entry, Message message, CircleSecret secret)
    {
        var refusal = MessageCipher.TryOpen(secret, message, out var content);
        return refusal == Refusal.None
            ? new MessageOpened(entry.Number, message, content, MarksOf(entry, message.Header), entry.Time)
            : new Placeholder(entry.Number, refusal);
    }

    private Marks MarksOf(LogEntry entry, Header header)
    {
        var marks = Marks.None;
        var cards = keys.Links.Cards(header.Author);
        if (cards.Count == 0 || !cards[^1].Lists(header.Device)) marks |= Marks.DeviceRemoved;
        if (header.SeenN >= entry.Number || _log[(int)header.SeenN] != header.SeenH) marks |= Marks.DifferentLog;
        var distance = header.Time > entry.Time ? header.Time - entry.Time : entry.Time - header.Time;
        return distance > Day ? marks | Marks.ClockOff : marks;
    }

    private void OpenWaiting(List<Applied> results)
    {
        foreach (var (number, (entry, message)) in _waiting.ToArray())
        {
            if (Secret(message.Header.Epoch) is not { } secret) continue;
            _waiting.Remove(number);
            results.Add(Open(entry, message, secret));
        }
    }

    private List<Applied> Stop(LogEntry entry, Refusal refusal)
    {
        StoppedBy = refusal;
        return [new CircleStopped(entry.Number, refusal)];
    }

    private static bool IsManifest(ReadOnlySpan<byte> bytes)
    {
        var cbor = new CborReader(bytes);
        return cbor.TryArray(out _) && cbor.TryText(out var label) && label == Manifest.Label;
    }
}
