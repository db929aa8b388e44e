using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>A way to unlock a keyring: 1 the recovery code, 2 a passkey's PRF output.</summary>
public sealed class UnlockMethod : SecretBytes
{
    /// <summary>Longest credential id in bytes (WebAuthn §5.8.3).</summary>
    public const int CredentialLimit = 1023;

    private UnlockMethod(ulong method, byte[] credential, ReadOnlySpan<byte> ikm) : base(ikm, ikm.Length)
        => (Method, Credential) = (method, credential);

    /// <summary>1 or 2.</summary>
    public ulong Method { get; }

    /// <summary>Credential id of a passkey; zero-length for the code.</summary>
    public byte[] Credential { get; }

    /// <summary>The eval input of the PRF: <c>H("cc1/prf")</c>, the same for every client.</summary>
    public static Hash PrfInput { get; } = Hash.Of("cc1/prf"u8);

    /// <summary>Unlocking by recovery code.</summary>
    public static UnlockMethod ByCode(RecoveryCode code) => new(1, [], code.Reveal());

    /// <summary>Unlocking by a passkey's 32-byte PRF output.</summary>
    public static UnlockMethod ByPasskey(ReadOnlySpan<byte> credential, ReadOnlySpan<byte> prf)
        => prf.Length == 32 && credential.Length is > 0 and <= CredentialLimit
            ? new UnlockMethod(2, credential.ToArray(), prf)
            : throw new ArgumentException("A PRF output has 32 bytes, a credential id 1 to 1023.", nameof(prf));
}
