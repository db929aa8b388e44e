using System.Collections.Concurrent;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>One conversation's life in a world: random acts of either side, then everything is read and compared.</summary>
public sealed class History(World world, ConcurrentDictionary<string, int> tally)
{
    private static readonly string[] Addable = ["steward", "colleague", "responder"];

    private readonly Dictionary<ulong, string> _said = [];
    private readonly List<string> _acts = [];
    private Hash _circle;

    private Random Random => world.Random;

    private Manifest Epoch => world.Server.Circles[_circle].Epochs[^1];

    private Manifest TeamEpoch => world.Server.Circles[world.Team].Epochs[^1];

    /// <summary>What was done, for whoever looks into a failure.</summary>
    public string Story => string.Join("; ", _acts);

    public async Task Run(int acts)
    {
        await Begin();
        for (var i = 0; i < acts; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1 + Random.Next(60)));
            await Act();
        }
        await Say();
        await new Reading(world, _circle, _said).Check();
        world.Conversation = null;
    }

    private async Task Begin()
    {
        world.Conversation = null;
        var (kind, person) = Random.Next(4) switch
        {
            0 => (Kind.Channel, TeamMember()),
            1 => (Kind.Thread, TeamMember()),
            2 => (Kind.Crisis, "patient"),
            _ => (Kind.Thread, "patient"),
        };
        await RepairTeam();
        var author = world.Any(person);
        await world.Sync(author);
        List<Seat> seats = [new(world.Team, Role.Member)];
        if (kind != Kind.Channel) seats.Add(new Seat(world.IdOf("patient"), Role.Patient));
        Tell($"{author} begins a {kind}");
        _circle = world.Commit(null, await author.Found(kind, seats));
        world.Conversation = _circle;
    }

    private Task Act() => Random.Next(14) switch
    {
        <= 3 => Say(),
        4 or 5 => ChangeTeam(),
        6 => AddDirectly(),
        7 => RemoveDirectly(),
        8 => ShareHistory(),
        9 => NewDevice(),
        10 => Rotate(),
        11 => Race(),
        12 => Crash(),
        _ => LateMessage(),
    };

    /// <summary>Somebody who is reached writes, repairing first where needed; a retry gets the first number.</summary>
    private async Task Say()
    {
        var author = world.Any(Reached());
        await world.Sync(author);
        var text = $"{_said.Count} from {author}";
        Tell($"{author} writes");
        var draft = await author.Draft(_circle, text);
        if (Lasting().Contains(author.Person)) await Post(author, draft, text);
        else await Refuse(author, draft);
    }

    /// <summary>Who left the team is still reached by the last epoch, knows that it is stale, and cannot make the next.</summary>
    private async Task Refuse(Party author, int draft)
    {
        Tell($"{author} cannot");
        Assert.Equal(Refusal.Stale, (await author.Seal(_circle, draft, false)).Refusal);
        Assert.Equal(Refusal.AuthorRemoved, (await author.Change(_circle, [], [], [])).Refusal);
    }

    private async Task Post(Party author, int draft, string text)
    {
        var confirm = false;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var made = await author.Seal(_circle, draft, confirm);
            if (made.Ask) confirm = true;
            else if (made.Refusal == Refusal.Stale) await Repair(author);
            else if (made.Bytes is { } bytes)
            {
                var (refusal, number) = world.Server.Post(bytes);
                if (refusal == Refusal.None)
                {
                    _said[number] = text;
                    // The answer may have been lost: the same bytes get the same number.
                    if (Random.Next(4) == 0) Assert.Equal((Refusal.None, number), world.Server.Post(bytes));
                    return;
                }
                Assert.True(refusal is Refusal.WrongEpoch or Refusal.Stale, $"{author} posts: {refusal}");
                await world.Sync(author);
                if (!Reaches(author.Person)) return;
            }
            else
            {
                throw new InvalidOperationException($"{author} cannot seal: {made.Refusal}");
            }
        }
        throw new InvalidOperationException($"{author} never got its words posted.");
    }

    /// <summary>A message is sealed, another link is committed, and the message comes late: it is sealed again under its id.</summary>
    private async Task LateMessage()
    {
        var author = world.Any(Keeper());
        await world.Sync(author);
        var text = $"{_said.Count} late from {author}";
        var draft = await author.Draft(_circle, text);
        var made = await author.Seal(_circle, draft, false);
        Tell($"{author} is late");
        var addsSomebody = Random.Next(2) == 0 && await AddDirectly();
        if (!addsSomebody)
        {
            var other = world.Any(Keeper());
            await world.Sync(other);
            await Repair(other);
        }
        if (made.Bytes is { } bytes) Assert.Equal(Refusal.WrongEpoch, world.Server.Post(bytes).Refusal);
        await world.Sync(author);
        // Whoever pressed send before somebody was added is asked first.
        if (addsSomebody && made.Bytes is not null)
            Assert.True((await author.Seal(_circle, draft, false)) is { Ask: true } or { Refusal: Refusal.Stale }, $"{author} was not asked");
        await Post(author, draft, text);
    }

    private async Task ChangeTeam()
    {
        var author = world.Any("lead");
        await world.Sync(author);
        var person = Addable[Random.Next(Addable.Length)];
        var id = world.IdOf(person);
        var isIn = TeamEpoch.Find(id) is not null;
        Seat[] add = isIn ? [] : [new Seat(id, Role.Member, Random.Next(3) == 0 ? TeamEpoch.N + 1 : null)];
        Hash[] remove = isIn ? [id] : [];
        Tell($"{author} {(isIn ? "removes" : "adds")} {person} {(isIn ? "from" : "to")} the team");
        world.Commit(world.Team, await author.Change(world.Team, add, remove, []));
        Assert.Equal(isIn, TeamEpoch.Find(id) is null);
        // Half of the time the author goes on to the conversation; otherwise it crashed between the two commits.
        if (Random.Next(2) != 0) return;
        if (!Lasting().Contains(author.Person)) return;
        await world.Sync(author);
        await Repair(author);
    }

    private async Task<bool> AddDirectly()
    {
        if (Staff() is not { } author) return false;
        var person = Addable.FirstOrDefault(name => Epoch.Find(world.IdOf(name)) is null);
        if (person is null) return false;
        await world.Sync(author);
        ulong? since = Random.Next(2) == 0 ? 0UL : null;
        Tell($"{author} adds {person} since {since}");
        world.Commit(_circle, await author.Change(_circle, [new Seat(world.IdOf(person), Role.Member, since)], [], []));
        Assert.Equal(since ?? Epoch.N, Epoch.Find(world.IdOf(person))?.Since);
        return true;
    }

    private async Task RemoveDirectly()
    {
        if (Staff() is not { } author || Directly(author) is not { } gone) return;
        await world.Sync(author);
        Tell($"{author} removes {world.NameOf(gone.Principal)}");
        world.Commit(_circle, await author.Change(_circle, [], [gone.Principal], []));
        Assert.Null(Epoch.Find(gone.Principal));
    }

    private async Task ShareHistory()
    {
        if (Staff() is not { } author || Directly(author) is not { Since: > 0 } member) return;
        await world.Sync(author);
        Tell($"{author} shares more with {world.NameOf(member.Principal)}");
        var since = (ulong)Random.Next((int)member.Since);
        world.Commit(_circle, await author.Change(_circle, [], [], [new Seat(member.Principal, member.Role, since)]));
        Assert.Equal(since, Epoch.Find(member.Principal)?.Since);
    }

    private async Task NewDevice()
    {
        var person = Everyone()[Random.Next(Everyone().Count)];
        if (world.Parties.Count(party => party.Person == person) > 2) return;
        Tell($"{person} takes a new device");
        await world.AddDevice(person, world.AnySide());
    }

    private async Task Rotate()
    {
        var people = Everyone().Where(name => world.Parties.Count(party => party.Person == name) > 1).ToList();
        if (people.Count == 0) return;
        var person = people[Random.Next(people.Count)];
        Tell($"{person} loses a device");
        await world.Rotate(person);
        if (Random.Next(2) == 0) await RepairTeam();
    }

    /// <summary>Two devices make the same epoch; the second to come learns of the first and goes on.</summary>
    private async Task Race()
    {
        var (first, second) = (world.Any(Keeper()), world.Any(Keeper()));
        await world.Sync(first);
        await world.Sync(second);
        var (one, other) = (await first.Change(_circle, [], [], []), await second.Change(_circle, [], [], []));
        Tell($"{first} and {second} race");
        world.Commit(_circle, one);
        Assert.Equal(Refusal.WrongNumber, world.Server.Commit(_circle, other).Refusal);
        await world.Sync(second);
        await Repair(second);
    }

    /// <summary>A device commits and dies before it applies anything; it comes back with its keys alone.</summary>
    private async Task Crash()
    {
        var party = world.Any(Keeper());
        await world.Sync(party);
        Tell($"{party} crashes");
        await Repair(party);
        await party.Restart();
        await world.Sync(party);
    }

    private async Task Repair(Party author)
    {
        world.Commit(_circle, await author.Change(_circle, [], [], []));
        await world.Sync(author);
    }

    private async Task RepairTeam()
    {
        if (!Staleness.IsStale(TeamEpoch, world.Server.Circles[world.Server.Clinic!.Value].Epochs[^1], world.Server)) return;
        var author = world.Any(TeamMember());
        await world.Sync(author);
        Tell($"{author} repairs the team");
        world.Commit(world.Team, await author.Change(world.Team, [], [], []));
    }

    private string TeamMember() => world.NameOf(TeamEpoch.Members[Random.Next(TeamEpoch.Members.Count)].Principal);

    /// <summary>Everybody whom the newest epoch reaches.</summary>
    private List<string> Everyone() => [.. Reach.Of(Epoch, world.Server).Keys.Select(world.NameOf).Order(StringComparer.Ordinal)];

    private string Reached() => Everyone()[Random.Next(Everyone().Count)];

    /// <summary>Those whom a repair will reach too: by the newest links of the teams.</summary>
    private List<string> Lasting()
    {
        var stay = Epoch.Members.SelectMany(member => world.Server.Circles.TryGetValue(member.Principal, out var team)
            ? team.Epochs[^1].Members.Select(person => world.NameOf(person.Principal))
            : [world.NameOf(member.Principal)]);
        return [.. Everyone().Intersect(stay)];
    }

    private string Keeper() => Lasting()[Random.Next(Lasting().Count)];

    private bool Reaches(string person) => Everyone().Contains(person);

    private Party? Staff()
    {
        var staff = Lasting().Where(name => name != "patient").ToList();
        return staff.Count == 0 ? null : world.Any(staff[Random.Next(staff.Count)]);
    }

    /// <summary>A person of staff who is listed directly, other than the author.</summary>
    private Member? Directly(Party author) => Epoch.Members.FirstOrDefault(member =>
        member.Role == Role.Member && member.Principal != author.Id && world.Server.People.ContainsKey(member.Principal));

    private void Tell(string act)
    {
        _acts.Add(act);
        tally.AddOrUpdate(act.Split(' ')[1], 1, (_, count) => count + 1);
    }
}
