using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>A clinic with its people, each with devices in either language, on one server.</summary>
public sealed class World : IDisposable
{
    /// <summary>Steward, two therapists, a responder, and the patient.</summary>
    private static readonly string[] Names = ["steward", "lead", "colleague", "responder", "patient"];

    private readonly ISide[] _sides;
    private readonly Dictionary<string, Stored> _stored = [];
    private int _devices;

    private World(Random random, ISide[] sides, Clock clock)
    {
        (Random, _sides, Clock) = (random, sides, clock);
        Server = new Server(clock);
    }

    public Random Random { get; }

    public Clock Clock { get; }

    public Server Server { get; }

    /// <summary>Every device that is not removed.</summary>
    public List<Party> Parties { get; } = [];

    public Hash Team { get; private set; }

    /// <summary>The conversation of the running history.</summary>
    public Hash? Conversation { get; set; }

    /// <summary>Founds a clinic: people, a team, sometimes a custodian. Sides alternate from a random first one.</summary>
    public static async Task<World> Found(Random random, ISide[] sides, Clock clock)
    {
        var world = new World(random, sides, clock);
        var first = random.Next(2);
        var founder = await world.Enrol(Names[0], sides[first], null);
        await world.Sync(founder);
        var founding = await founder.Found(Kind.Clinic, [new Seat(founder.Id, Role.Lead, null, Names[0])]);
        var clinic = world.Commit(null, founding);
        var update = await founder.SetClinic(world.StoredOf(Names[0]), clinic);
        world.Store(Names[0], update);
        await founder.Unlock(world.StoredOf(Names[0]));
        for (var i = 1; i < Names.Length; i++) await world.Enrol(Names[i], sides[(first + i) % 2], clinic);
        await world.Sync(founder);
        var staff = world.Parties.Where(party => party.Person is not "steward" and not "patient").Select(party => new Seat(party.Id, Role.Member, null, party.Person));
        world.Commit(clinic, await founder.ChangeClinic([.. staff]));
        await world.MakeTeams(clinic, founder);
        // Both languages hold the same keys of two persons from the start.
        foreach (var person in new[] { "lead", "patient" }) await world.AddDevice(person, world.OtherSide(person));
        return world;
    }

    /// <summary>A device of this person, at random; null when there is none left.</summary>
    public Party Any(string person)
    {
        var devices = Parties.Where(party => party.Person == person).ToList();
        return devices[Random.Next(devices.Count)];
    }

    public Hash IdOf(string person) => Parties.First(party => party.Person == person).Id;

    public string NameOf(Hash person) => Parties.First(party => party.Id == person).Person;

    /// <summary>Gives a device everything new. Honest news are never refused.</summary>
    public async Task Sync(Party party)
    {
        Hash[] open = Conversation is { } conversation ? [conversation] : [];
        var refused = await party.Sync(Server.Since(party.Seen, party.Id, open));
        if (refused.Count > 0) throw new InvalidOperationException($"{party} refused {string.Join(", ", refused)}");
    }

    public async Task AddDevice(string person, ISide side)
    {
        var (party, update) = await side.Join($"{person}-{_devices++}", person, StoredOf(person));
        Store(person, update);
        Parties.Add(party);
    }

    /// <summary>Removes one of the person's devices, and gives the others the new keys.</summary>
    public async Task Rotate(string person)
    {
        var devices = Parties.Where(party => party.Person == person).ToList();
        var gone = devices[Random.Next(devices.Count)];
        devices.Remove(gone);
        Store(person, await devices[Random.Next(devices.Count)].Expel(StoredOf(person), gone.Device));
        Parties.Remove(gone);
        gone.Dispose();
        foreach (var device in devices) await device.Unlock(StoredOf(person));
    }

    public void Dispose() => Parties.ForEach(party => party.Dispose());

    public ISide AnySide() => _sides[Random.Next(2)];

    /// <summary>Commits a link that must be accepted.</summary>
    public Hash Commit(Hash? circle, Built built)
    {
        if (built.Refusal != Refusal.None) throw new InvalidOperationException($"Not built: {built.Refusal}");
        var (refusal, id) = Server.Commit(circle, built);
        return refusal == Refusal.None ? id : throw new InvalidOperationException($"Not committed: {refusal}");
    }

    private ISide OtherSide(string person) => Parties.First(party => party.Person == person) is SharpParty ? _sides[1] : _sides[0];

    private async Task MakeTeams(Hash clinic, Party steward)
    {
        var lead = Any("lead");
        await Sync(lead);
        Team = Commit(null, await lead.Found(Kind.Team, [new Seat(lead.Id, Role.Lead), new Seat(IdOf("colleague"), Role.Member)]));
        List<Seat> listed = [new(Team, Role.Team, null, "Team")];
        if (Random.Next(3) == 0)
        {
            await Sync(steward);
            var custodian = Commit(null, await steward.Found(Kind.Team, [new Seat(steward.Id, Role.Lead)]));
            listed.Add(new Seat(custodian, Role.Custodian, null, "Record keepers"));
        }
        await Sync(steward);
        Commit(clinic, await steward.ChangeClinic(listed));
    }

    private async Task<Party> Enrol(string person, ISide side, Hash? clinic)
    {
        var (party, update) = await side.Enrol($"{person}-{_devices++}", person, clinic);
        Store(person, update);
        Parties.Add(party);
        return party;
    }

    private Stored StoredOf(string person) => _stored[person];

    private void Store(string person, Update update)
    {
        if (Server.StoreCard(update) is var refusal and not Refusal.None) throw new InvalidOperationException($"Card of {person}: {refusal}");
        _stored[person] = new Stored([.. _stored.GetValueOrDefault(person)?.Cards ?? [], update.Card], update.Keyring, update.Wraps, update.Code);
    }
}
