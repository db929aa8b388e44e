using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>The newest link of one chain that this device has seen.</summary>
public readonly record struct Pin(Hash Chain, ulong N, Hash Name);

/// <summary>(n, hash) of the newest link of every chain this device has seen: protocol section 2. Kept in the device's own locked store.</summary>
public sealed class Pins
{
    private readonly Dictionary<Hash, Pin> _pins;

    /// <summary>Pins from the device's store.</summary>
    public Pins(IEnumerable<Pin>? stored = null) => _pins = (stored ?? []).ToDictionary(pin => pin.Chain);

    /// <summary>All pins, to be stored.</summary>
    public IReadOnlyCollection<Pin> All => _pins.Values;

    /// <summary>The pin of a chain, or null.</summary>
    public Pin? Find(Hash chain) => _pins.TryGetValue(chain, out var pin) ? pin : null;

    /// <summary>Takes note of a checked link. <see cref="Refusal.RolledBack"/> for another link at the pinned number.</summary>
    public Refusal Observe(Hash chain, ulong n, Hash name)
    {
        if (_pins.TryGetValue(chain, out var pin))
        {
            if (n == pin.N && name != pin.Name) return Refusal.RolledBack;
            if (n <= pin.N) return Refusal.None;
        }
        _pins[chain] = new Pin(chain, n, name);
        return Refusal.None;
    }

    /// <summary>To be asked when the server says that <paramref name="n"/> is a chain's newest link: <see cref="Refusal.RolledBack"/> when a later one was seen, or another at this number.</summary>
    public Refusal CheckNewest(Hash chain, ulong n, Hash name)
        => _pins.TryGetValue(chain, out var pin) && (n < pin.N || (n == pin.N && name != pin.Name)) ? Refusal.RolledBack : Refusal.None;
}
