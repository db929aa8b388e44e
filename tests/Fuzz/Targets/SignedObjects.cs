using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>Cards, manifests, messages and vouches, as anybody may post them and any server may hand them out.</summary>
internal sealed class SignedObjects : Target
{
    public override string Name => "signed";

    public override IEnumerable<byte[]> Seeds => Vectors.Objects("world.json").Concat(Vectors.Objects("negative.json").Where((_, index) => index % 8 == 0));

    public override IReadOnlyList<byte[]> Words { get; } =
        [.. new[] { Card.Label, Manifest.Label, Message.Label, Vouch.Label }.Select(label => new CborWriter().Text(label).ToArray()), [0x58, 0x20], [0x40], [0x9b]];

    public override void Run(byte[] input)
    {
        // What is decoded was in the one form that the protocol has for it.
        if (Decided(Card.TryDecode(input, out var card, out var refusal), refusal))
            Same(card!, Card.ToBody(card!.N, card.Prev, card.Identity, card.ReceivingKey, card.Keyring, card.Devices, card.Time));
        if (Decided(Manifest.TryDecode(input, out var manifest, out refusal), refusal)) Same(manifest!, manifest!.Fields.ToBody());
        if (Decided(Vouch.TryDecode(input, out var vouch, out refusal), refusal))
            Same(vouch!, Vouch.ToBody(vouch!.ClinicLink, vouch.Person, vouch.Record.Span, vouch.Method, vouch.Author, vouch.Device, vouch.Time));
        if (Decided(Message.TryDecode(input, out var message, out refusal), refusal))
            Same(message!, Message.ToBody(message!.Header.ToBytes(), message.Ciphertext.Span));

        // As a device takes them in, knowing nothing.
        var links = new LinkStore(null, new Pins());
        links.AddCard(input);
        links.AddManifest(input);
    }

    private static bool Decided(bool decoded, Refusal refusal)
    {
        Assert.Equal(decoded, refusal == Refusal.None);
        return decoded;
    }

    private static void Same(SignedObject decoded, byte[] body) => Assert.True(decoded.Body.Span.SequenceEqual(body), $"A second form of a {decoded.GetType().Name}");
}
