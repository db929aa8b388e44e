using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>RFC 9180 §5.1: key schedule, base mode.</summary>
internal sealed class HpkeSchedule : IDisposable
{
    private static readonly byte[] SuiteId = [.. "HPKE"u8, 0x64, 0x7a, 0x00, 0x01, 0x00, 0x03];

    private readonly byte[] _key = new byte[Aead.KeySize];
    private readonly byte[] _baseNonce = new byte[Aead.NonceSize];
    private readonly byte[] _exporter = new byte[32];

    public HpkeSchedule(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        // mode_base = 0x00; psk and psk_id are empty.
        byte[] context = [0x00, .. LabeledExtract([], "psk_id_hash"u8, []), .. LabeledExtract([], "info_hash"u8, info)];
        var secret = LabeledExtract(sharedSecret, "secret"u8, []);
        LabeledExpand(secret, "key"u8, context, _key);
        LabeledExpand(secret, "base_nonce"u8, context, _baseNonce);
        LabeledExpand(secret, "exp"u8, context, _exporter);
        CryptographicOperations.ZeroMemory(secret);
    }

    public ReadOnlySpan<byte> Key => _key;

    public ReadOnlySpan<byte> BaseNonce => _baseNonce;

    /// <summary>Only the published vector asks for it (RFC 9180 §5.3).</summary>
    public ReadOnlySpan<byte> Exporter => _exporter;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_baseNonce);
        CryptographicOperations.ZeroMemory(_exporter);
    }

    // RFC 9180 §4: LabeledExpand(prk, label, info, L).
    public static void LabeledExpand(ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)output.Length);
        byte[] labeled = [.. length, .. "HPKE-v1"u8, .. SuiteId, .. label, .. info];
        HKDF.Expand(HashAlgorithmName.SHA256, prk, output, labeled);
    }

    // RFC 9180 §4: LabeledExtract(salt, label, ikm).
    private static byte[] LabeledExtract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm)
    {
        byte[] labeled = [.. "HPKE-v1"u8, .. SuiteId, .. label, .. ikm];
        var prk = new byte[32];
        HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, prk);
        return prk;
    }
}
