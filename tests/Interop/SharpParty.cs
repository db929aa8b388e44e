using System.Globalization;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>One device on the C# library.</summary>
public sealed class SharpParty : Party
{
    private readonly Clock _clock;
    private readonly DeviceKey _key;
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<Hash, CircleReader> _readers = [];
    private readonly Dictionary<Hash, SortedDictionary<long, string>> _lines = [];
    private UnlockedDevice _device;
    private LinkStore _links;
    private HeldKeys _keys;

    public SharpParty(string name, string person, DeviceKey key, UnlockedDevice device, Clock clock) : base(name, person, device.Person, key.PublicKey)
    {
        (_clock, _key, _device) = (clock, key, device);
        _links = new LinkStore(device.Clinic, new Pins());
        _keys = new HeldKeys(device, _links);
    }

    public static Update Write(CardUpdate update, string code) => new(update.Card, update.Keyring, update.Wraps, code);

    public static UnlockedKeyring Open(Stored stored)
    {
        var cards = new List<Card>();
        foreach (var bytes in stored.Cards)
            cards.Add(Card.TryDecode(bytes, out var card, out var undecoded) ? card : throw new InvalidOperationException($"{undecoded}"));
        if (!RecoveryCode.TryParse(stored.Code, out var code)) throw new InvalidOperationException("The code does not parse.");
        using (code)
            return UnlockedKeyring.TryOpen(cards, stored.Keyring, stored.Wraps, UnlockMethod.ByCode(code), out var keyring, out var refusal)
                ? keyring
                : throw new InvalidOperationException($"{refusal}");
    }

    public override Task<Update> SetClinic(Stored stored, Hash clinic)
    {
        using var keyring = Open(stored);
        return Task.FromResult(Write(keyring.SetClinic(clinic, _clock.Milliseconds), stored.Code));
    }

    public override Task<Update> Expel(Stored stored, PublicKey device)
    {
        using var keyring = Open(stored);
        using var code = new RecoveryCode();
        return Task.FromResult(Write(keyring.RemoveDevice(device, [UnlockMethod.ByCode(code)], _clock.Milliseconds), code.Write()));
    }

    public override Task<IReadOnlyList<string>> Sync(News news)
    {
        var refused = new List<string>();
        foreach (var bytes in news.People.SelectMany(cards => cards))
            if (_links.AddCard(bytes) is var refusal and not Refusal.None) refused.Add($"card {refusal}");
        foreach (var bytes in news.Links)
            if (_links.AddManifest(bytes) is var refusal and not Refusal.None) refused.Add($"link {refusal}");
        foreach (var tail in news.Teams)
        {
            _keys.Add(Reader(tail.Circle));
            Take(tail);
        }
        foreach (var tail in news.Circles) Take(tail);
        foreach (var reader in _readers.Values)
        {
            Note(reader.Circle, reader.OpenCopies());
            if (reader.StoppedBy != Refusal.None) refused.Add($"circle {reader.StoppedBy}");
        }
        return Task.FromResult<IReadOnlyList<string>>(refused);
    }

    public override Task<Built> Found(Kind kind, IReadOnlyList<Seat> seats)
    {
        var author = new CircleAuthor(_keys, _clock);
        List<Seat> all = [.. seats];
        // TypeScript's author puts the custodian in by itself; here it is named.
        if (kind is not (Kind.Clinic or Kind.Team or Kind.Journal)
            && _links.NewestClinic?.Members.FirstOrDefault(member => member.Role == Role.Custodian) is { } custodian)
            all.Add(new Seat(custodian.Principal, Role.Member));
        return kind == Kind.Clinic
            ? Give(author.TryFoundClinic(all, out var first, out var refused), first, refused)
            : Give(author.TryFound(kind, all, out var link, out var refusal), link, refusal);
    }

    public override Task<Built> ChangeClinic(IReadOnlyList<Seat> add)
    {
        List<Seat> seats = [.. _links.NewestClinic!.Members.Select(Seat.Of), .. add];
        return Give(new CircleAuthor(_keys, _clock).TryChangeClinic(seats, out var link, out var refusal), link, refusal);
    }

    public override Task<Built> Change(Hash circle, IReadOnlyList<Seat> add, IReadOnlyList<Hash> remove, IReadOnlyList<Seat> lower)
    {
        var author = new CircleAuthor(_keys, _clock);
        var reader = Reader(circle);
        if (add.Count + remove.Count + lower.Count == 0) return Give(author.TryRepair(reader, out var repaired, out var why), repaired, why);
        List<Seat> seats =
        [
            .. (reader.Newest?.Members ?? []).Where(member => !remove.Contains(member.Principal))
                .Select(member => lower.FirstOrDefault(seat => seat.Principal == member.Principal) is { } lowered
                    ? Seat.Of(member) with { Since = lowered.Since }
                    : Seat.Of(member)),
            .. add,
        ];
        return Give(author.TryChange(reader, seats, out var link, out var refusal), link, refusal);
    }

    public override Task<int> Draft(Hash circle, string text)
    {
        using var cbor = new CborWriter();
        var content = cbor.Array(2).Text("text").Text(text).ToArray();
        _drafts.Add(Crypto.Draft.For(Reader(circle), Guid.CreateVersion7(_clock.GetUtcNow()), content));
        return Task.FromResult(_drafts.Count - 1);
    }

    public override Task<SealedText> Seal(Hash circle, int draft, bool confirm)
    {
        if (confirm) _drafts[draft] = _drafts[draft].Agreed(Reader(circle));
        return Task.FromResult(new MessageSealer(_keys, _clock).Seal(Reader(circle), _drafts[draft]) switch
        {
            SealOutcome.Sealed made => new SealedText(made.Message.Bytes.ToArray(), false, Refusal.None),
            SealOutcome.Refused refused => new SealedText(null, false, refused.Why),
            _ => new SealedText(null, true, Refusal.None),
        });
    }

    public override Task<Digest> Read(Hash circle)
    {
        var reader = Reader(circle);
        var lines = _lines.GetValueOrDefault(circle) ?? [];
        return Task.FromResult(new Digest(reader.Position, reader.PositionHash,
            [.. lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Key} {line.Value}"))]));
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var reader in _readers.Values) reader.Dispose();
        _keys.Dispose();
        _device.Dispose();
    }

    protected override Task TakeKeys(Stored stored)
    {
        using var keyring = Open(stored);
        _device = keyring.ToDevice(_key);
        return Forget();
    }

    protected override Task Forget()
    {
        foreach (var reader in _readers.Values) reader.Dispose();
        _readers.Clear();
        _lines.Clear();
        _keys.Dispose();
        _links = new LinkStore(_device.Clinic, new Pins());
        _keys = new HeldKeys(_device, _links);
        return Task.CompletedTask;
    }

    private CircleReader Reader(Hash circle)
    {
        if (!_readers.TryGetValue(circle, out var reader)) _readers[circle] = reader = new CircleReader(circle, _keys);
        return reader;
    }

    private void Take(LogTail tail)
    {
        var reader = Reader(tail.Circle);
        foreach (var copy in tail.Copies) Note(tail.Circle, reader.Offer(copy));
        foreach (var entry in tail.Entries) Note(tail.Circle, reader.Apply(entry));
    }

    private void Note(Hash circle, IReadOnlyList<Applied> results)
    {
        if (!_lines.TryGetValue(circle, out var lines)) _lines[circle] = lines = [];
        foreach (var applied in results)
        {
            if (applied is CopyRefused copy) lines[-1 - (long)copy.Epoch] = $"CopyRefused {copy.Refusal}";
            else lines[(long)applied.Number] = Line(applied);
        }
    }

    private static string Line(Applied applied) => applied switch
    {
        EpochStarted epoch => $"EpochStarted {epoch.Manifest.N} +{epoch.Added.Count} -{epoch.Removed.Count}",
        MessageOpened opened => $"MessageOpened {Text(opened.Content)} [{(opened.Marks == Marks.None ? "" : opened.Marks.ToString().Replace(",", "", StringComparison.Ordinal))}]",
        MessageWaiting => "MessageWaiting",
        Gap gap => $"Gap {gap.Next}",
        Placeholder placeholder => $"Placeholder {placeholder.Refusal}",
        CircleStopped stopped => $"CircleStopped {stopped.Refusal}",
        _ => throw new InvalidOperationException($"{applied}"),
    };

    private static string Text(byte[] content)
    {
        var cbor = new CborReader(content);
        return cbor.TryArrayOf(2) && cbor.TryText(out _) && cbor.TryText(out var text) ? text : "?";
    }

    private static Task<Built> Give(bool made, CircleLink? link, Refusal refusal) => Task.FromResult(made
        ? new Built(Refusal.None, link!.Manifest.Bytes.ToArray(), [.. link.Copies.Select(copy => (copy.Principal, copy.Bytes))])
        : new Built(refusal, [], []));
}
