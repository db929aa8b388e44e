using System.Diagnostics.CodeAnalysis;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>U under one way of unlocking: the CBOR array <c>[method, credential, salt(32), AEAD over U]</c> (protocol section 5).</summary>
public static class Wrap
{
    /// <summary>Wraps U for a person.</summary>
    public static byte[] Seal(KeyringKey key, Hash person, UnlockMethod by, Entropy? entropy = null)
    {
        var salt = new byte[DerivedAead.SaltSize];
        (entropy ?? Entropy.System).Fill(salt);
        var wrapped = DerivedAead.Seal(by.Reveal(), salt, Info(person, by.Method, by.Credential), [], key.Reveal());
        using var cbor = new CborWriter();
        return cbor.Array(4).Number(by.Method).Bytes(by.Credential).Bytes(salt).Bytes(wrapped).ToArray();
    }

    /// <summary>Unwraps U; false with <see cref="Refusal.Malformed"/>, or <see cref="Refusal.WrongCode"/> for another person, method, credential or code.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> wrap, Hash person, UnlockMethod by, [NotNullWhen(true)] out KeyringKey? key, out Refusal refusal)
    {
        key = null;
        var cbor = new CborReader(wrap);
        if (!cbor.TryArrayOf(4) || !cbor.TryNumber(out var method) || !cbor.TryBytes(out var credential) || !cbor.TryBytes(out var salt)
            || !cbor.TryBytes(out var wrapped) || !cbor.AtEnd || salt.Length != DerivedAead.SaltSize || wrapped.Length != KeyringKey.Size + Aead.TagSize)
        {
            refusal = Refusal.Malformed;
            return false;
        }
        refusal = Refusal.WrongCode;
        if (method != by.Method || !credential.SequenceEqual(by.Credential)) return false;
        if (!DerivedAead.TryOpen(by.Reveal(), salt, Info(person, method, credential), [], wrapped, out var opened)) return false;
        key = new KeyringKey(opened);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(opened);
        refusal = Refusal.None;
        return true;
    }

    private static byte[] Info(Hash person, ulong method, ReadOnlySpan<byte> credential)
    {
        using var cbor = new CborWriter();
        return cbor.Array(4).Text("cc1/wrap").Bytes(person).Number(method).Bytes(credential).ToArray();
    }
}
