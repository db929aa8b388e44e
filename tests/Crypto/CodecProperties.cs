using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using CsCheck;
using Hash = CareConnect.Crypto.Verification.Hash;

namespace CareConnect.Crypto.Tests;

public sealed class CodecProperties
{
    private static readonly Lazy<DemoClinic> Clinic = new(() =>
    {
        var clinic = new DemoClinic("codec");
        clinic.Sam.Send(clinic.Thread, "words");
        clinic.Ada.Sync();
        return clinic;
    });

    [Fact]
    public void What_is_written_is_read_back_and_nothing_is_left()
        => Gen.Select(Gen.ULong[0, Limits.Number - 1], Gen.Byte.Array[0, 300], Gen.String[0, 40]).Sample((number, bytes, text) =>
        {
            if (text.Any(char.IsSurrogate)) return;
            using var writer = new CborWriter();
            var reader = new CborReader(writer.Array(3).Number(number).Bytes(bytes).Text(text).ToArray());
            Assert.True(reader.TryArrayOf(3) && reader.TryNumber(out var n) && n == number);
            Assert.True(reader.TryBytes(out var b) && b.SequenceEqual(bytes));
            Assert.True(reader.TryText(out var t) && t == text && reader.AtEnd);
        });

    [Fact]
    public void Random_bytes_are_decoded_or_refused_and_never_throw()
        => Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            Assert.NotEqual(Card.TryDecode(bytes, out _, out var card), card != Refusal.None);
            Assert.NotEqual(Manifest.TryDecode(bytes, out _, out var manifest), manifest != Refusal.None);
            Assert.NotEqual(Message.TryDecode(bytes, out _, out var message), message != Refusal.None);
            Assert.NotEqual(Vouch.TryDecode(bytes, out _, out var vouch), vouch != Refusal.None);
            Reads(System.Buffers.Text.Base64Url.EncodeToString(bytes));
            if (Padme.TryUnpad(bytes, out var content)) Assert.Equal(bytes, Padme.Pad(content));
        }, iter: 20_000);

    [Fact]
    public void Text_of_any_characters_never_throws()
        => Gen.OneOf(Gen.String[0, 80], Gen.String[Gen.Char.AlphaNumeric, 30, 80], Gen.String[43, 43], Gen.String[66, 66]).Sample(Reads);

    [Fact]
    public void A_changed_card_is_refused()
        => Changed(Clinic.Value.Server.Cards(Clinic.Value.Sam.Person)[0], bytes
            => Card.TryDecode(bytes, out var card, out var refusal) ? CardRules.Check(card, []) : refusal);

    [Fact]
    public void A_changed_manifest_is_refused()
        => Changed(Clinic.Value.Server.Circles[Clinic.Value.Thread].Epochs[0], bytes
            => Manifest.TryDecode(bytes, out var manifest, out var refusal)
                ? ManifestRules.Check(manifest, null, new ManifestContext(Clinic.Value.Server, Clinic.Value.Clinic, 0, Log.Start))
                : refusal);

    [Fact]
    public void A_changed_message_is_refused()
        => Changed(Message.TryDecode(Clinic.Value.Server.Circles[Clinic.Value.Thread].Entries[1].Bytes.Span, out var sent, out _) ? sent : throw new InvalidOperationException(), bytes
            => Message.TryDecode(bytes, out var message, out var refusal)
                ? MessageRules.Check(message, Clinic.Value.Server.Circles[Clinic.Value.Thread].Epochs[0], Clinic.Value.Thread, Clinic.Value.Server)
                : refusal);

    [Fact]
    public void A_changed_keyring_or_wrap_does_not_open()
    {
        var clinic = Clinic.Value;
        var keys = clinic.Server.Keys[clinic.Sam.Person];
        var cards = clinic.Server.Cards(clinic.Sam.Person);
        Mutation(keys.Wraps[0]).Sample(wrap => Assert.False(UnlockedKeyring.TryOpen(cards, keys.Keyring, [wrap], UnlockMethod.ByCode(clinic.Sam.Code), out _, out _)));
        Mutation(keys.Keyring).Sample(keyring => Assert.False(UnlockedKeyring.TryOpen(cards, keyring, keys.Wraps, UnlockMethod.ByCode(clinic.Sam.Code), out _, out _)));
        using var u = new KeyringKey(TestEntropy.Of("u"));
        Mutation(keys.Keyring).Sample(keyring => Assert.False(Keyring.TryOpen(keyring, u, cards[0].Identity, out _, out _)));
    }

    [Fact]
    public void What_is_sealed_opens_and_what_is_changed_does_not()
    {
        using var seed = new ReceivingSeed(TestEntropy.Of("seal"));
        Gen.Select(Gen.Byte.Array[0, 2000], Gen.Byte.Array[0, 100]).Sample((plaintext, info) =>
        {
            var sealedBytes = Hpke.Seal(seed.PublicKey, info, plaintext);
            Assert.Equal(Hpke.Overhead + plaintext.Length, sealedBytes.Length);
            Assert.True(Hpke.TryOpen(seed, info, sealedBytes, out var opened) && opened.AsSpan().SequenceEqual(plaintext));
            Assert.False(Hpke.TryOpen(seed, [.. info, 0], sealedBytes, out _));
        }, iter: 200);
        Mutation(Hpke.Seal(seed.PublicKey, "info"u8, "words"u8)).Sample(changed => Assert.False(Hpke.TryOpen(seed, "info"u8, changed, out _)));
    }

    [Fact]
    public void An_attachment_opens_and_nothing_else_does_in_its_place()
        => Gen.Byte.Array[0, 3000].Sample(bytes =>
        {
            var sealedBytes = Attachment.Seal(bytes, out var key);
            Assert.True(Attachment.TryOpen(sealedBytes, key, out var opened) && opened.AsSpan().SequenceEqual(bytes));
            Assert.False(Attachment.TryOpen(Attachment.Seal(bytes, out _), key, out _));
            using var longer = new AttachmentKey(key.Reveal(), sealedBytes.Length, key.Ciphertext);
            Assert.False(Attachment.TryOpen(sealedBytes, longer, out _));
            if (bytes.Length > 0 && bytes[^1] != 0)
                Assert.False(Attachment.TryOpen(sealedBytes, new AttachmentKey(key.Reveal(), bytes.Length - 1, key.Ciphertext), out _));
        }, iter: 200);

    [Fact]
    public void Padding_comes_off_again_and_tells_little_of_the_length()
        => Gen.Byte.Array[0, 5000].Sample(content =>
        {
            var padded = Padme.Pad(content);
            Assert.True(Padme.TryUnpad(padded, out var unpadded) && unpadded.AsSpan().SequenceEqual(content));
            Assert.InRange(padded.Length, Math.Max(256, 4 + content.Length), Math.Max(256, (4 + content.Length) * 112 / 100));
        });

    // What is read at all is read from its one spelling.
    private static void Reads(string text)
    {
        if (Hash.TryParse(text, out var hash)) Assert.Equal(text, hash.ToString());
        if (Invitation.TryParse(text, out var invitation)) Assert.Equal(text, invitation.Write());
        if (RecoveryCode.TryParse(text, out var code)) Assert.Equal(39, code.Write().Length);
    }

    private static void Changed(SignedObject accepted, Func<byte[], Refusal> check)
    {
        var bytes = accepted.Bytes.ToArray();
        Assert.Equal(Refusal.None, check(bytes));
        Mutation(bytes).Sample(changed => Assert.NotEqual(Refusal.None, check(changed)), iter: 3000);
    }

    // One byte changed, dropped or put in, or the end cut off.
    private static Gen<byte[]> Mutation(byte[] bytes)
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).Select((how, at, by) => how switch
        {
            0 => [.. bytes[..at], (byte)(bytes[at] ^ by), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], by, .. bytes[at..]],
            _ => bytes[..at],
        });
}
