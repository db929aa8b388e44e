using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Runs the cases of the verifier.</summary>
public static class RuleCases
{
    public static Refusal? Run(VectorCase c) => c.Op switch
    {
        "decode" => Decode(c),
        "card" => Card.TryDecode(c.Named("next"), out var card, out var refusal) ? CardRules.Check(card, Cards(c.AllNamed("chain"))) : refusal,
        "manifest" => ManifestCase(c),
        "copies" => CopyRules.Check(Manifest(c.Named("manifest")), c.Each("copies").ToDictionary(copy => copy.Hash("principal"), copy => copy.Named("bytes"))),
        "message" => Message.TryDecode(c.Named("message"), out var message, out var refusal)
            ? MessageRules.Check(message, Manifest(c.Named("epoch")), c.Hash("circle"), c.Links())
            : refusal,
        "vouch" => Vouch.TryDecode(c.Named("vouch"), out var vouch, out var refusal) ? VouchRules.Check(vouch, c.Hash("clinic"), c.Links()) : refusal,
        "signature" => Signature(c),
        "receivingKey" => ReceivingKeys.IsValid(c.Bytes("key")) ? Refusal.None : Refusal.BadReceivingKey,
        "stale" => Staleness.IsStale(Manifest(c.Named("epoch")), Manifest(c.Named("clinicManifest")), c.Links()) ? Refusal.Stale : Refusal.None,
        "links" => Links(c),
        _ => null,
    };

    public static Card[] Cards(byte[][] chain)
        => [.. chain.Select(bytes => Card.TryDecode(bytes, out var card, out var refusal) ? card : throw new InvalidOperationException(refusal.ToString()))];

    public static Manifest Manifest(byte[] bytes)
        => Verification.Manifest.TryDecode(bytes, out var manifest, out var refusal) ? manifest : throw new InvalidOperationException(refusal.ToString());

    private static Refusal Decode(VectorCase c)
    {
        var refusal = Refusal.None;
        var bytes = c.Named("object");
        var decoded = c.Text("type") switch
        {
            "card" => Card.TryDecode(bytes, out _, out refusal),
            "manifest" => Verification.Manifest.TryDecode(bytes, out _, out refusal),
            "message" => Message.TryDecode(bytes, out _, out refusal),
            "vouch" => Vouch.TryDecode(bytes, out _, out refusal),
            var other => throw new InvalidOperationException(other),
        };
        Assert.Equal(refusal == Refusal.None, decoded);
        return refusal;
    }

    private static Refusal ManifestCase(VectorCase c)
    {
        if (!Verification.Manifest.TryDecode(c.Named("next"), out var next, out var refusal)) return refusal;
        var previous = c.Fields["previous"] is null ? null : Manifest(c.Named("previous"));
        return ManifestRules.Check(next, previous, new ManifestContext(c.Links(), c.OptionalHash("clinic"), c.Number("seenN"), c.Hash("seenH")));
    }

    private static Refusal Signature(VectorCase c)
    {
        if (!PublicKey.TryRead(c.Bytes("key"), out var key, out var refusal)) return refusal;
        return Ed25519.Verify(key, c.Bytes("message"), c.Bytes("signature")) ? Refusal.None : Refusal.BadSignature;
    }

    private static Refusal Links(VectorCase c)
    {
        var pins = new Pins(c.Each("pins").Select(pin => new Pin(pin.Hash("chain"), pin.Number("n"), pin.Hash("name"))));
        var store = new LinkStore(c.OptionalHash("clinic"), pins);
        foreach (var bytes in c.AllNamed("add"))
        {
            var refusal = Card.TryDecode(bytes, out _, out _) ? store.AddCard(bytes) : store.AddManifest(bytes);
            if (refusal != Refusal.None) return refusal;
        }
        return c.OptionalHash("end") is { } chain ? store.CheckEnd(chain) : Refusal.None;
    }
}
