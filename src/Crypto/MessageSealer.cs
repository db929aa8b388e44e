using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>What a person pressed send on: kept in the outbox until acknowledged.</summary>
/// <param name="Id">Stays the same when sealed again.</param>
/// <param name="Content">CBOR array that begins with a type; at most 64 KiB.</param>
/// <param name="Open">What the server may read; at most 512 bytes.</param>
/// <param name="Principals">Who could read the circle when the person pressed send, or last agreed.</param>
public sealed record Draft(Guid Id, byte[] Content, byte[] Open, IReadOnlyCollection<Hash> Principals)
{
    /// <summary>A draft for the circle as it is shown now.</summary>
    public static Draft For(CircleReader circle, Guid id, byte[] content, byte[]? open = null)
        => new(id, content, open ?? [], PrincipalsOf(circle));

    /// <summary>The same draft, after the person agreed to who can read it now.</summary>
    public Draft Agreed(CircleReader circle) => this with { Principals = PrincipalsOf(circle) };

    /// <summary>The id only.</summary>
    public override string ToString() => $"{nameof(Draft)} {Id}";

    internal static Hash[] PrincipalsOf(CircleReader circle) => [.. (circle.Newest?.Members ?? []).Select(member => member.Principal)];
}

/// <summary>What came of sealing.</summary>
public abstract record SealOutcome
{
    private SealOutcome()
    {
    }

    /// <summary>Sealed for the newest epoch: post these bytes, and on a retry the very same.</summary>
    public sealed record Sealed(Message Message) : SealOutcome;

    /// <summary>These principals were added since the person pressed send: ask, then seal <see cref="Draft.Agreed"/>.</summary>
    public sealed record AskFirst(IReadOnlyList<Hash> Added) : SealOutcome;

    /// <summary><see cref="Refusal.Stopped"/>, <see cref="Refusal.Stale"/> (repair first), <see cref="Refusal.KeysWithheld"/> (the secret has not come), <see cref="Refusal.TooLarge"/>, <see cref="Refusal.WrongAuthor"/>.</summary>
    public sealed record Refused(Refusal Why) : SealOutcome;
}

/// <summary>Seals messages: protocol section 4. A fresh salt for every seal.</summary>
public sealed class MessageSealer(HeldKeys keys, TimeProvider clock, Entropy? entropy = null)
{
    /// <summary>Seals a draft for the circle's newest epoch. Sealing it again after a stale post keeps the id.</summary>
    public SealOutcome Seal(CircleReader circle, Draft draft)
    {
        if (draft.Content.Length > Limits.Content || draft.Open.Length > Limits.Open) return new SealOutcome.Refused(Refusal.TooLarge);
        if (circle.StoppedBy != Refusal.None) return new SealOutcome.Refused(Refusal.Stopped);
        if (circle.Newest is not { } epoch || circle.Secret(epoch.N) is not { } secret) return new SealOutcome.Refused(Refusal.KeysWithheld);
        // Nobody seals into an epoch they know is stale, even if the server would take it.
        if (circle.IsStale) return new SealOutcome.Refused(Refusal.Stale);
        var added = Draft.PrincipalsOf(circle).Except(draft.Principals).ToArray();
        if (added.Length > 0) return new SealOutcome.AskFirst(added);
        var message = Sign(circle, epoch, secret, draft);
        var refusal = MessageRules.Check(message, epoch, circle.Circle, keys.Links.Newest);
        return refusal == Refusal.None ? new SealOutcome.Sealed(message) : new SealOutcome.Refused(refusal);
    }

    private Message Sign(CircleReader circle, Manifest epoch, CircleSecret secret, Draft draft)
    {
        Span<byte> salt = stackalloc byte[Hash.Size];
        (entropy ?? Entropy.System).Fill(salt);
        var header = new Header(circle.Circle, epoch.N, keys.Device.Person, keys.Device.Key.PublicKey, draft.Id,
            circle.Position, circle.PositionHash, (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds(), new Hash(salt), draft.Open);
        var headerBytes = header.ToBytes();
        var body = Message.ToBody(headerBytes, MessageCipher.Seal(secret, header, headerBytes, draft.Content));
        return Message.TryDecode(keys.Device.Key.Sign(body), out var message, out var refusal) ? message : throw new InvalidOperationException($"A made message was refused: {refusal}.");
    }
}
