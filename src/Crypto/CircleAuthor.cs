using System.Diagnostics.CodeAnalysis;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>
/// Writes the links of circles: link 0, changes and repairs. Each is checked with the same rules as the hub's before it is given,
/// by the newest links known here; what fails is a refusal, never a link.
/// </summary>
public sealed class CircleAuthor(HeldKeys keys, TimeProvider clock, Entropy? entropy = null)
{
    private readonly LinkStore _links = keys.Links;

    /// <summary>Link 0 of a clinic, by a steward among <paramref name="seats"/>.</summary>
    public bool TryFoundClinic(IReadOnlyList<Seat> seats, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
        => TryBuild(Kind.Clinic, null, null, seats, out link, out refusal);

    /// <summary>The next link of the clinic.</summary>
    public bool TryChangeClinic(IReadOnlyList<Seat> seats, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
        => TryBuild(Kind.Clinic, _links.NewestClinic, null, seats, out link, out refusal);

    /// <summary>Link 0 of a team or conversation.</summary>
    public bool TryFound(Kind kind, IReadOnlyList<Seat> seats, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
        => TryBuild(kind, null, null, seats, out link, out refusal);

    /// <summary>The next link of a team or conversation, with exactly these members.</summary>
    public bool TryChange(CircleReader circle, IReadOnlyList<Seat> seats, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
    {
        link = null;
        refusal = circle.StoppedBy != Refusal.None ? Refusal.Stopped : circle.Newest is null ? Refusal.UnknownLink : Refusal.None;
        return refusal == Refusal.None && TryBuild(circle.Newest!.Kind, circle.Newest, circle, seats, out link, out refusal);
    }

    /// <summary>The next link with the same members: newest heads, without whom the clinic no longer lists, with the clinic's custodian.</summary>
    public bool TryRepair(CircleReader circle, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
    {
        link = null;
        refusal = circle.StoppedBy != Refusal.None ? Refusal.Stopped : circle.Newest is null || _links.NewestClinic is null ? Refusal.UnknownLink : Refusal.None;
        return refusal == Refusal.None && TryChange(circle, Repaired(circle.Newest!, _links.NewestClinic!), out link, out refusal);
    }

    private List<Seat> Repaired(Manifest newest, Manifest clinic)
    {
        var seats = newest.Members.Select(Seat.Of).ToList();
        if (newest.Kind == Kind.Journal) return seats;
        var relied = newest.ClinicLink is { } link ? _links.Listed.Manifest(link) : null;
        seats.RemoveAll(seat => seat.Role != Role.Patient && clinic.Find(seat.Principal) is null);
        if (newest.Kind == Kind.Team) return seats;
        seats.RemoveAll(seat => relied?.Find(seat.Principal) is { Role: Role.Custodian } && clinic.Find(seat.Principal) is not { Role: Role.Custodian });
        if (clinic.Members.FirstOrDefault(member => member.Role == Role.Custodian) is { } custodian && seats.All(seat => seat.Principal != custodian.Principal))
            seats.Add(new Seat(custodian.Principal, Role.Member, newest.N + 1));
        return seats;
    }

    private bool TryBuild(Kind kind, Manifest? previous, CircleReader? reader, IReadOnlyList<Seat> seats, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
    {
        link = null;
        var n = previous is null ? 0 : previous.N + 1;
        var prev = previous?.Name ?? RandomPrev();
        using var secret = new CircleSecret(entropy);
        var members = new List<Member>(seats.Count);
        var copies = new List<SealedCopy>(seats.Count);
        foreach (var seat in seats.OrderBy(seat => seat.Principal))
        {
            var before = previous?.Find(seat.Principal);
            var since = seat.Since ?? before?.Since ?? (kind == Kind.Team ? 0 : n);
            var needsHead = kind != Kind.Clinic || seat.Role == Role.Lead;
            var head = needsHead ? _links.Newest.Newest(seat.Principal) : null;
            if (needsHead && head is null)
            {
                refusal = Refusal.UnknownLink;
                return false;
            }
            var copy = kind == Kind.Clinic ? null : SealFor(seat.Principal, head!.Value, before, since, n, prev, reader, secret);
            if (copy is not null) copies.Add(new SealedCopy(n, seat.Principal, copy));
            members.Add(new Member(seat.Principal, head, seat.Role, since, copy is null ? null : Hash.Of(copy), seat.Name));
        }
        var (seenN, seenH) = Seen(previous, reader);
        return TrySign(Fields(kind, n, prev, seenN, seenH, members, secret), previous, reader?.Circle ?? _links.Clinic, copies, out link, out refusal);
    }

    // From n for who stays; from `since`, or the author's earliest, for who is new or whom staff give more.
    private byte[] SealFor(Hash principal, Hash head, Member? before, ulong since, ulong n, Hash prev, CircleReader? reader, CircleSecret secret)
    {
        var from = n;
        var shares = reader is not null && (before is null || since < before.Since);
        while (shares && from > since && reader!.Secret(from - 1) is not null) from--;
        var secrets = new List<CircleSecret>();
        for (var epoch = from; epoch < n; epoch++) secrets.Add(reader!.Secret(epoch)!);
        secrets.Add(secret);
        return SealedCopy.Seal(Staleness.ReceivingKey(head, _links.Listed), CircleKeys.CopyInfo(prev, n, principal, head), from, secrets, entropy);
    }

    private ManifestFields Fields(Kind kind, ulong n, Hash prev, ulong seenN, Hash seenH, List<Member> members, CircleSecret secret)
    {
        byte[] teamKey = [];
        if (kind == Kind.Team)
        {
            using var seed = TeamKeys.SeedFrom(secret, prev);
            teamKey = seed.PublicKey.ToArray();
        }
        return new ManifestFields(kind, n, prev, seenN, seenH,
            kind == Kind.Clinic ? null : _links.NewestClinic?.Name,
            members,
            kind == Kind.Clinic ? null : CircleKeys.Commitment(secret, prev),
            teamKey, keys.Device.Person, keys.Device.Key.PublicKey, (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private bool TrySign(ManifestFields fields, Manifest? previous, Hash? circle, List<SealedCopy> copies, [NotNullWhen(true)] out CircleLink? link, out Refusal refusal)
    {
        link = null;
        if (!Manifest.TryDecode(keys.Device.Key.Sign(fields.ToBody()), out var manifest, out refusal)) return false;
        var founding = fields is { Kind: Kind.Clinic, N: 0 };
        refusal = ManifestRules.Check(manifest, previous, new ManifestContext(_links.Newest, founding ? null : _links.Clinic, fields.SeenN, fields.SeenH));
        if (refusal != Refusal.None) return false;
        link = new CircleLink(previous is null ? manifest.Name : circle!.Value, manifest, copies);
        return true;
    }

    private (ulong N, Hash H) Seen(Manifest? previous, CircleReader? reader)
    {
        if (previous is null) return (0, Log.Start);
        if (reader is not null) return (reader.Position, reader.PositionHash);
        var context = _links.Context(_links.Clinic!.Value);
        return (context.SeenN, context.SeenH);
    }

    private Hash RandomPrev()
    {
        Span<byte> prev = stackalloc byte[Hash.Size];
        (entropy ?? Entropy.System).Fill(prev);
        return new Hash(prev);
    }
}
