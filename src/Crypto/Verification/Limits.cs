namespace CareConnect.Crypto.Verification;

/// <summary>Sizes that protocol section 1 allows.</summary>
public static class Limits
{
    /// <summary>Members of a team or conversation.</summary>
    public const int Members = 64;
    /// <summary>Members of a clinic.</summary>
    public const int ClinicMembers = 1024;
    /// <summary>Devices on a card.</summary>
    public const int Devices = 32;
    /// <summary>Bytes of a message's content.</summary>
    public const int Content = 64 * 1024;
    /// <summary>Bytes of a message's open part.</summary>
    public const int Open = 512;
    /// <summary>UTF-8 bytes of a name.</summary>
    public const int Name = 64;
    /// <summary>Bytes of a vouch's record.</summary>
    public const int Record = 64;
    /// <summary>Bytes of any signed object, keyring or copy.</summary>
    public const int Bytes = 1024 * 1024;
    /// <summary>Bytes of a message's ciphertext: the largest padded content and a tag.</summary>
    public const int Ciphertext = 67584 + 16;
    /// <summary>Bytes of an X-Wing public key.</summary>
    public const int ReceivingKey = 1216;
    /// <summary>Bytes of an Ed25519 signature.</summary>
    public const int Signature = 64;
    /// <summary>Integers are below this.</summary>
    public const ulong Number = 1UL << 53;
}
