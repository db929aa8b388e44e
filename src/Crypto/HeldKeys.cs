using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>The receiving seeds that this device can open copies with: the person's own, and those of teams whose circles it reads.</summary>
public sealed class HeldKeys(UnlockedDevice device, LinkStore links) : IDisposable
{
    private readonly Dictionary<Hash, CircleReader> _teams = [];
    private readonly Dictionary<Hash, ReceivingSeed> _byHead = [];

    /// <summary>The person on this device.</summary>
    public UnlockedDevice Device { get; } = device;

    /// <summary>Where links come from.</summary>
    public LinkStore Links { get; } = links;

    /// <summary>From now on, copies sealed to this team can be opened as far as its reader has the team's secrets.</summary>
    public void Add(CircleReader team) => _teams[team.Circle] = team;

    /// <summary>The seed of the receiving key in a principal's head, or null when this device does not hold it (yet).</summary>
    public ReceivingSeed? Find(Hash principal, Hash head)
    {
        if (principal == Device.Person) return Links.Listed.Card(head) is { } card ? Device.Find(card.ReceivingKey) : null;
        if (_byHead.TryGetValue(head, out var known)) return known;
        if (!_teams.TryGetValue(principal, out var team) || Links.Listed.Manifest(head) is not { Kind: Kind.Team } link) return null;
        if (team.Secret(link.N) is not { } secret) return null;
        var seed = TeamKeys.SeedFrom(secret, link.Prev);
        if (!seed.PublicKey.SequenceEqual(link.TeamKey))
        {
            seed.Dispose();
            return null;
        }
        return _byHead[head] = seed;
    }

    /// <summary>Erases the teams' seeds; the device's own stay with the device.</summary>
    public void Dispose()
    {
        foreach (var seed in _byHead.Values) seed.Dispose();
        _byHead.Clear();
    }
}
