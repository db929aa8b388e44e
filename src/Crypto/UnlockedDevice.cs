using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>
/// A person on one of their devices: all that a device keeps of long-term keys (protocol section 5), its signing key and the receiving seeds.
/// It cannot sign a card.
/// </summary>
public sealed class UnlockedDevice : IDisposable
{
    /// <summary>Takes over the key and the seeds (oldest first).</summary>
    public UnlockedDevice(Hash person, DeviceKey key, IReadOnlyList<ReceivingSeed> seeds, Hash? clinic)
        => (Person, Key, Seeds, Clinic) = (person, key, seeds, clinic);

    /// <summary>The person's id.</summary>
    public Hash Person { get; }

    /// <summary>The device's signing key.</summary>
    public DeviceKey Key { get; }

    /// <summary>Receiving seeds, oldest first.</summary>
    public IReadOnlyList<ReceivingSeed> Seeds { get; }

    /// <summary>The pinned clinic; null for a founder who has none yet.</summary>
    public Hash? Clinic { get; }

    /// <summary>The seed of this receiving key, or null.</summary>
    public ReceivingSeed? Find(ReadOnlySpan<byte> receivingKey)
    {
        foreach (var seed in Seeds)
            if (seed.PublicKey.SequenceEqual(receivingKey)) return seed;
        return null;
    }

    /// <summary>Erases the keys.</summary>
    public void Dispose()
    {
        Key.Dispose();
        foreach (var seed in Seeds) seed.Dispose();
    }

    /// <summary>The person's id only.</summary>
    public override string ToString() => $"{nameof(UnlockedDevice)} of {Person}";
}
