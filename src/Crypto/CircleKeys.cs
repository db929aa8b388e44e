using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>What is derived from an epoch's secret: protocol section 3.</summary>
public static class CircleKeys
{
    private static readonly byte[] CommitInfo = Info("cc1/commit");
    private static readonly byte[] TeamInfo = Info("cc1/team-key");

    /// <summary><c>KDF(secret, prev, ["cc1/commit"], 32)</c>.</summary>
    public static Hash Commitment(CircleSecret secret, Hash prev) => Kdf.DeriveHash(secret.Reveal(), prev.ToArray(), CommitInfo);

    /// <summary>Info of a sealed copy: <c>["cc1/copy", prev, n, principal, head]</c>.</summary>
    public static byte[] CopyInfo(Hash prev, ulong n, Hash principal, Hash head)
    {
        using var cbor = new CborWriter();
        return cbor.Array(5).Text("cc1/copy").Bytes(prev).Number(n).Bytes(principal).Bytes(head).ToArray();
    }

    /// <summary>The team's receiving seed: <c>KDF(secret, prev, ["cc1/team-key"], 32)</c>.</summary>
    internal static ReceivingSeed TeamSeed(CircleSecret secret, Hash prev)
    {
        Span<byte> seed = stackalloc byte[ReceivingSeed.Size];
        Kdf.Derive(secret.Reveal(), prev.ToArray(), TeamInfo, seed);
        var result = new ReceivingSeed(seed);
        CryptographicOperations.ZeroMemory(seed);
        return result;
    }

    private static byte[] Info(string label)
    {
        using var cbor = new CborWriter();
        return cbor.Array(1).Text(label).ToArray();
    }
}

/// <summary>A team's receiving key pair, from the secret of one of its epochs.</summary>
public static class TeamKeys
{
    /// <summary>The team's receiving seed in the epoch whose manifest has this <paramref name="prev"/>; its public key is the manifest's team key.</summary>
    public static ReceivingSeed SeedFrom(CircleSecret secret, Hash prev) => CircleKeys.TeamSeed(secret, prev);
}
