using System.Text.Json;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>Devices that run the TypeScript twin, in a Node process.</summary>
public sealed class ScriptSide(Peer peer, Clock clock) : ISide
{
    public async Task<(Party Party, Update Update)> Enrol(string name, string person, Hash? clinic)
    {
        var reply = await peer.Ask(new { op = "enrol", party = name, time = clock.Milliseconds, clinic = clinic?.ToString() });
        return Made(name, person, reply);
    }

    public async Task<(Party Party, Update Update)> Join(string name, string person, Stored stored)
    {
        var reply = await peer.Ask(new { op = "join", party = name, time = clock.Milliseconds, stored.Cards, stored.Keyring, stored.Wraps, stored.Code });
        return Made(name, person, reply, stored.Cards[0]);
    }

    private (Party Party, Update Update) Made(string name, string person, JsonElement reply, byte[]? first = null)
    {
        var update = ScriptParty.ReadUpdate(reply);
        if (!Card.TryDecode(first ?? update.Card, out var card, out var refusal)) throw new InvalidOperationException($"{refusal}");
        if (!PublicKey.TryParse(reply.GetProperty("device").GetString(), out var device)) throw new InvalidOperationException("No device.");
        return (new ScriptParty(peer, clock, name, person, card.Name, device), update);
    }
}

/// <summary>One device on the TypeScript twin.</summary>
public sealed class ScriptParty(Peer peer, Clock clock, string name, string person, Hash id, PublicKey device) : Party(name, person, id, device)
{
    public static Update ReadUpdate(JsonElement reply) => new(
        reply.GetProperty("card").GetBytesFromBase64(),
        reply.GetProperty("keyring").GetBytesFromBase64(),
        [.. reply.GetProperty("wraps").EnumerateArray().Select(wrap => wrap.GetBytesFromBase64())],
        reply.GetProperty("code").GetString()!);

    public override async Task<Update> SetClinic(Stored stored, Hash clinic) => ReadUpdate(await peer.Ask(new
    {
        op = "clinic", party = Name, time = clock.Milliseconds, clinic = clinic.ToString(), stored.Cards, stored.Keyring, stored.Wraps, stored.Code,
    }));

    public override async Task<Update> Expel(Stored stored, PublicKey device) => ReadUpdate(await peer.Ask(new
    {
        op = "expel", party = Name, time = clock.Milliseconds, device = device.ToString(), stored.Cards, stored.Keyring, stored.Wraps, stored.Code,
    }));

    public override async Task<IReadOnlyList<string>> Sync(News news)
    {
        var reply = await peer.Ask(new
        {
            op = "sync", party = Name, people = news.People, links = news.Links,
            teams = news.Teams.Select(Tail), circles = news.Circles.Select(Tail),
        });
        return [.. reply.GetProperty("refused").EnumerateArray().Select(text => text.GetString()!)];
    }

    public override async Task<Built> Found(Kind kind, IReadOnlyList<Seat> seats)
        => ReadBuilt(await peer.Ask(new { op = "found", party = Name, time = clock.Milliseconds, kind = (int)kind, seats = seats.Select(Seats) }));

    public override async Task<Built> ChangeClinic(IReadOnlyList<Seat> add)
        => ReadBuilt(await peer.Ask(new { op = "changeClinic", party = Name, time = clock.Milliseconds, add = add.Select(Seats) }));

    public override async Task<Built> Change(Hash circle, IReadOnlyList<Seat> add, IReadOnlyList<Hash> remove, IReadOnlyList<Seat> lower)
        => ReadBuilt(await peer.Ask(new
        {
            op = "change", party = Name, time = clock.Milliseconds, circle = circle.ToString(), add = add.Select(Seats),
            remove = remove.Select(principal => principal.ToString()), lower = lower.Select(Seats),
        }));

    public override async Task<int> Draft(Hash circle, string text)
        => (await peer.Ask(new { op = "draft", party = Name, circle = circle.ToString(), text })).GetProperty("draft").GetInt32();

    public override async Task<SealedText> Seal(Hash circle, int draft, bool confirm)
    {
        var reply = await peer.Ask(new { op = "seal", party = Name, time = clock.Milliseconds, circle = circle.ToString(), draft, confirm });
        return reply.TryGetProperty("bytes", out var bytes) ? new SealedText(bytes.GetBytesFromBase64(), false, Refusal.None)
            : reply.TryGetProperty("ask", out _) ? new SealedText(null, true, Refusal.None)
            : new SealedText(null, false, ReadRefusal(reply));
    }

    public override async Task<Digest> Read(Hash circle)
    {
        var reply = await peer.Ask(new { op = "digest", party = Name, circle = circle.ToString() });
        return new Digest(reply.GetProperty("position").GetUInt64(), ReadId(reply.GetProperty("hash")),
            [.. reply.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)]);
    }

    // Its keys go with its process.
    protected override void Dispose(bool disposing)
    {
    }

    protected override Task TakeKeys(Stored stored)
        => peer.Ask(new { op = "unlock", party = Name, stored.Cards, stored.Keyring, stored.Wraps, stored.Code });

    protected override Task Forget() => peer.Ask(new { op = "restart", party = Name });

    private static object Tail(LogTail tail) => new
    {
        circle = tail.Circle.ToString(),
        entries = tail.Entries.Select(entry => new { entry.Number, entry.Bytes, at = entry.Time }),
        copies = tail.Copies.Select(copy => new { copy.Epoch, principal = copy.Principal.ToString(), copy.Bytes }),
    };

    private static object Seats(Seat seat) => new { principal = seat.Principal.ToString(), role = (int)seat.Role, seat.Since, seat.Name };

    private static Built ReadBuilt(JsonElement reply) => reply.TryGetProperty("manifest", out var manifest)
        ? new Built(Refusal.None, manifest.GetBytesFromBase64(),
            [.. reply.GetProperty("copies").EnumerateArray().Select(copy => (ReadId(copy.GetProperty("principal")), copy.GetProperty("bytes").GetBytesFromBase64()))])
        : new Built(ReadRefusal(reply), [], []);

    private static Refusal ReadRefusal(JsonElement reply) => Enum.Parse<Refusal>(reply.GetProperty("refusal").GetString()!);

    private static Hash ReadId(JsonElement text) => Hash.TryParse(text.GetString(), out var hash) ? hash : throw new InvalidOperationException("Not an id.");
}
