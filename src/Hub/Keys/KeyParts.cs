using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Keys;

/// <summary>A card with what belongs to it, weighed and decoded (PROTOCOL section 5). The server opens none of it.</summary>
internal static class KeyParts
{
    private const int Keyring = 64 * 1024;
    private const int Wraps = 16;
    private const int Credential = 1024;

    private const ulong RecoveryCode = 1;
    private const ulong Passkey = 2;

    public static Refusal Read(StoreCard keys, out Card card)
    {
        card = null!;
        if (keys is not { Card: { } bytes, Keyring: { } keyring, Wraps: { } wraps, Tag: not null })
            return Refusal.Malformed;
        if (!Crypto.Verification.Card.TryDecode(bytes, out Card? decoded, out Refusal refusal))
            return refusal;
        if (keyring.Length > Keyring || wraps.Length > Wraps)
            return Refusal.TooLarge;
        if (Hash.Of(keyring) != decoded.Keyring)
            return Refusal.CopyMismatch;
        bool code = false;
        foreach (byte[] wrap in wraps)
        {
            if (Method(wrap) is not { } method)
                return Refusal.Malformed;
            code |= method == RecoveryCode;
        }

        card = decoded;
        // Without a recovery code a lost device would be the end of the record.
        return code ? Refusal.None : Refusal.KeysWithheld;
    }

    // [method, credential, salt(32), AEAD over U (32 + 16)]
    private static ulong? Method(byte[]? wrap)
    {
        var cbor = new CborReader(wrap);
        return cbor.TryArrayOf(4) && cbor.TryNumber(out ulong method) && method is RecoveryCode or Passkey
            && cbor.TryBytes(out var credential) && credential.Length <= Credential
            && cbor.TryBytes(out var salt) && salt.Length == 32
            && cbor.TryBytes(out var wrapped) && wrapped.Length == 48 && cbor.AtEnd
            ? method
            : null;
    }
}
