using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.World;

/// <summary>A whole small clinic, made only by what clients may do. The same label gives the same bytes.</summary>
public sealed class DemoClinic
{
    public DemoClinic(string label = "demo")
    {
        Server = new MemoryServer(Clock);
        Ada = Actor.Enrol(label + " ada", Server, Clock, null);
        Ada.Sync();
        Assert.True(Ada.Author.TryFoundClinic([new Seat(Ada.Person, Role.Lead, 0, "Ada Moss")], out var clinic, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, Server.Commit(clinic));
        Clinic = clinic.Circle;
        FoundersFirst = Server.Keys[Ada.Person];
        using (var keyring = Ada.Unlock())
            Assert.Equal(Refusal.None, Server.Store(keyring.SetClinic(Clinic, Clock.Milliseconds)));
        Ada.Reopen();

        Bo = Enrol("bo");
        Dana = Enrol("dana");
        Cleo = Enrol("cleo");
        Tess = Enrol("tess");
        Olga = Enrol("olga");
        Otto = Enrol("otto");
        Sam = Enrol("sam");
        Pat = Enrol("pat");
        ChangeClinic(seats => seats.Concat([
            Staff(Bo, "Bo Lind", Role.Lead), Staff(Dana, "Dana Reyes"), Staff(Cleo, "Cleo Park"),
            Staff(Tess, "Tess Voss"), Staff(Olga, "Olga Hart"), Staff(Otto, "Otto Bell")]));

        Team = FoundTeam(Dana, [Dana]);
        CrisisTeam = FoundTeam(Tess, [Tess, Dana]);
        Records = FoundTeam(Olga, [Olga, Otto]);
        ChangeClinic(seats => seats.Concat([
            new Seat(Team, Role.Team, 2, "Dana's team"), new Seat(CrisisTeam, Role.Team, 2, "Crisis team"), new Seat(Records, Role.Custodian, 2, "Records officers")]));

        Sam.Sync();
        Assert.True(Sam.Author.TryFound(Kind.Thread, [new Seat(Sam.Person, Role.Patient), new Seat(Team, Role.Member), new Seat(Records, Role.Member)], out var thread, out refusal), refusal.ToString());
        Assert.Equal(Refusal.None, Server.Commit(thread));
        Thread = thread.Circle;

        Actor Enrol(string name) => Actor.Enrol($"{label} {name}", Server, Clock, Clinic);
    }

    public HandClock Clock { get; } = new();
    public MemoryServer Server { get; }
    public Hash Clinic { get; }

    /// <summary>What Ada stored before there was a clinic.</summary>
    public StoredKeys FoundersFirst { get; }
    public Hash Team { get; }
    public Hash CrisisTeam { get; }
    public Hash Records { get; }
    public Hash Thread { get; }
    public Actor Ada { get; }
    public Actor Bo { get; }
    public Actor Dana { get; }
    public Actor Cleo { get; }
    public Actor Tess { get; }
    public Actor Olga { get; }
    public Actor Otto { get; }
    public Actor Sam { get; }
    public Actor Pat { get; }

    public static Seat Staff(Actor who, string name, Role role = Role.Member) => new(who.Person, role, null, name);

    /// <summary>A clinic link by Ada.</summary>
    public void ChangeClinic(Func<IEnumerable<Seat>, IEnumerable<Seat>> change)
    {
        Ada.Sync();
        var seats = change(Ada.Links.NewestClinic!.Members.Select(Seat.Of)).ToArray();
        Assert.True(Ada.Author.TryChangeClinic(seats, out var link, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, Server.Commit(link));
    }

    /// <summary>A change of a team or conversation by someone who may.</summary>
    public void Change(Actor by, Hash circle, Func<IEnumerable<Seat>, IEnumerable<Seat>> change)
    {
        by.Sync(circle);
        var seats = change(by.Reader(circle).Newest!.Members.Select(Seat.Of)).ToArray();
        Assert.True(by.Author.TryChange(by.Reader(circle), seats, out var link, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, Server.Commit(link));
    }

    private Hash FoundTeam(Actor lead, Actor[] members)
    {
        lead.Sync();
        Assert.True(lead.Author.TryFound(Kind.Team, [.. members.Select(member => new Seat(member.Person, member == lead ? Role.Lead : Role.Member))], out var link, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, Server.Commit(link));
        return link.Circle;
    }
}
