using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>A member's sealed copy of an epoch's secret, as the server keeps it.</summary>
public sealed record SealedCopy(ulong Epoch, Hash Principal, byte[] Bytes)
{
    /// <summary>Seals <c>[from, secrets from..n concatenated]</c> to a member's receiving key.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> receivingKey, byte[] info, ulong from, IReadOnlyList<CircleSecret> secrets, Entropy? entropy)
    {
        var joined = GC.AllocateUninitializedArray<byte>(secrets.Count * CircleSecret.Size, pinned: true);
        for (var i = 0; i < secrets.Count; i++) secrets[i].Reveal().CopyTo(joined.AsSpan(i * CircleSecret.Size));
        using var cbor = new CborWriter();
        var plaintext = cbor.Array(2).Number(from).Bytes(joined).ToArray();
        CryptographicOperations.ZeroMemory(joined);
        var copy = Hpke.Seal(receivingKey, info, plaintext, entropy);
        CryptographicOperations.ZeroMemory(plaintext);
        return copy;
    }

    /// <summary>
    /// Opens a copy: its hash is the listed one, it opens, every secret matches its own epoch's commitment, and a team's key is derived from it.
    /// Otherwise no secret is used (protocol section 3).
    /// </summary>
    internal static Refusal TryOpen(byte[] copy, Member member, ReceivingSeed seed, IReadOnlyList<Manifest> epochs, out IReadOnlyList<(ulong Epoch, CircleSecret Secret)> secrets)
    {
        secrets = [];
        var manifest = epochs[^1];
        // (1) A mismatch is the server's fault, what follows the author's.
        if (member.Copy is not { } listed || Hash.Of(copy) != listed) return Refusal.CopyMismatch;
        if (!Hpke.TryOpen(seed, CircleKeys.CopyInfo(manifest.Prev, manifest.N, member.Principal, member.Head!.Value), copy, out var plaintext)) return Refusal.DoesNotOpen;
        var opened = new List<(ulong, CircleSecret)>();
        var refusal = Read(plaintext, epochs, opened);
        CryptographicOperations.ZeroMemory(plaintext);
        if (refusal == Refusal.None) secrets = opened;
        else opened.ForEach(entry => entry.Item2.Dispose());
        return refusal;
    }

    private static Refusal Read(ReadOnlySpan<byte> plaintext, IReadOnlyList<Manifest> epochs, List<(ulong, CircleSecret)> opened)
    {
        var manifest = epochs[^1];
        var cbor = new CborReader(plaintext);
        if (!cbor.TryArrayOf(2) || !cbor.TryNumber(out var from) || !cbor.TryBytes(out var joined) || !cbor.AtEnd
            || from > manifest.N || joined.Length != (int)(manifest.N - from + 1) * CircleSecret.Size) return Refusal.Malformed;
        for (var epoch = from; epoch <= manifest.N; epoch++)
        {
            var secret = new CircleSecret(joined.Slice((int)(epoch - from) * CircleSecret.Size, CircleSecret.Size));
            opened.Add((epoch, secret));
            // (2) Each by its own epoch's manifest.
            var of = epochs[(int)epoch];
            if (of.Commitment is not { } commitment || CircleKeys.Commitment(secret, of.Prev) != commitment) return Refusal.CommitmentMismatch;
        }
        if (manifest.Kind != Kind.Team) return Refusal.None;
        using var team = TeamKeys.SeedFrom(opened[^1].Item2, manifest.Prev);
        return team.PublicKey.SequenceEqual(manifest.TeamKey) ? Refusal.None : Refusal.TeamKeyMismatch;
    }
}
