using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>What comes out of a seal: the right key says who wrote it, not that it is well formed. The first byte chooses which.</summary>
internal sealed class SealedParts : Target
{
    private static readonly Identity Identity = new(Bytes(1));
    private static readonly KeyringKey Key = new(Bytes(2));
    private static readonly ReceivingSeed Seed = new(Bytes(3));
    private static readonly UnlockMethod Passkey = UnlockMethod.ByPasskey(Bytes(4), Bytes(5));
    private static readonly Lazy<Manifest> Epoch = new(() => Vectors.Objects("world.json")
        .Select(bytes => Manifest.TryDecode(bytes, out var manifest, out _) ? manifest : null)
        .First(manifest => manifest is { Kind: Kind.Thread, N: 0 })!);

    public override string Name => "sealed";

    public override IEnumerable<byte[]> Seeds
    {
        get
        {
            yield return [0, .. new CborWriter().Array(4).Text("cc1/keyring").Bytes(Bytes(1)).Array(1).Bytes(Bytes(3)).Bytes(Bytes(6)).ToArray()];
            yield return [1, .. new CborWriter().Array(2).Number(0).Bytes(Bytes(7)).ToArray()];
            yield return [2, .. new CborWriter().Array(4).Number(2).Bytes(Bytes(4)).Bytes(Bytes(8)).Bytes(new byte[48]).ToArray()];
            yield return [3, .. Padme.Pad("words"u8)];
            yield return [4, .. new byte[1200]];
            yield return [5, .. new byte[300]];
        }
    }

    // Two of six are public-key operations.
    public override int Mutations => 6_000;

    public override void Run(byte[] input)
    {
        if (input is not [var kind, ..]) return;
        var part = input.AsSpan(1);
        switch (kind % 6)
        {
            case 0:
                var info = new CborWriter().Array(2).Text("cc1/keyring").Bytes(Identity.PublicKey).ToArray();
                var ring = DerivedAead.Seal(Key.Reveal(), Bytes(9), info, [], part);
                if (Keyring.TryOpen([.. Bytes(9), .. ring], Key, Identity.PublicKey, out var contents, out _)) contents.Dispose();
                break;
            case 1:
                var (member, copyInfo) = Member();
                var copy = Hpke.Seal(Seed.PublicKey, copyInfo, part);
                Assert.NotEqual(Refusal.DoesNotOpen, SealedCopy.TryOpen(copy, member with { Copy = Hash.Of(copy) }, Seed, [Epoch.Value], out _));
                break;
            case 2:
                if (Wrap.TryOpen(part, new Hash(Bytes(6)), Passkey, out var key, out _)) key.Dispose();
                break;
            case 3:
                if (Padme.TryUnpad(part, out var content)) Assert.True(part.SequenceEqual(Padme.Pad(content)));
                break;
            case 4:
                Hpke.TryOpen(Seed, "info"u8, part, out _);
                break;
            default:
                using (var attachment = new AttachmentKey(Bytes(2), part.Length - 16, Hash.Of(part))) Attachment.TryOpen(part, attachment, out _);
                break;
        }
    }

    private static (Member Member, byte[] Info) Member()
    {
        var member = Epoch.Value.Members[0];
        return (member, CircleKeys.CopyInfo(Epoch.Value.Prev, Epoch.Value.N, member.Principal, member.Head!.Value));
    }

    private static byte[] Bytes(byte of) => [.. Enumerable.Repeat(of, 32)];
}
