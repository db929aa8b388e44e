using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>
/// What the negative cases start from: a thread of Sam's with three epochs that were all accepted. Epoch 1, by Dana, added Cleo without
/// history; Sam and Dana's team had later heads by then, and Cleo had removed a tablet. Epoch 2, by Sam, is a repair with nothing to mend.
/// </summary>
public sealed class NegativeWorld
{
    private readonly VectorFile _file;

    public NegativeWorld(VectorFile file, DemoClinic clinic)
    {
        (_file, Clinic) = (file, clinic);
        Parts = new CaseParts(file, clinic);
        FirstMessage = clinic.Sam.Send(clinic.Thread, "one");
        FirstKeyring = clinic.Server.Keys[clinic.Cleo.Person];
        var tablet = clinic.Cleo.SecondDevice("negative cleo's tablet");
        RemovedDevice = tablet.Device.Key;
        clinic.Cleo.RemoveDevice(tablet.Device.Key.PublicKey);
        clinic.Sam.SecondDevice("negative sam's tablet");
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Tess.Person, Role.Member)));
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Sam.Sync(clinic.Thread);
        Assert.True(clinic.Sam.Author.TryRepair(clinic.Sam.Reader(clinic.Thread), out var repair, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, clinic.Server.Commit(repair));
        SecondMessage = clinic.Dana.Send(clinic.Thread, "two");
        clinic.Ada.Sync();
    }

    public DemoClinic Clinic { get; }
    public CaseParts Parts { get; }
    public Message FirstMessage { get; }
    public Message SecondMessage { get; }
    public DeviceKey RemovedDevice { get; }
    public StoredKeys FirstKeyring { get; }
    public StoredCircle Thread => Clinic.Server.Circles[Clinic.Thread];
    public Manifest Epoch(int n) => Thread.Epochs[n];
    public ILinks Server => Clinic.Server;

    /// <summary>Signs changed fields with a device of whoever is named.</summary>
    public static byte[] Sign(Actor by, ManifestFields fields)
        => by.Device.Key.Sign((fields with { Author = by.Person, Device = by.Device.Key.PublicKey }).ToBody());

    /// <summary>Changes one member.</summary>
    public static ManifestFields With(ManifestFields fields, Hash principal, Func<Member, Member> change)
        => fields with { Members = [.. fields.Members.Select(member => member.Principal == principal ? change(member) : member)] };

    /// <summary>Adds a member at their place in the order; the copy is nobody's.</summary>
    public ManifestFields Plus(ManifestFields fields, Hash principal, Role role, ulong since)
        => fields with { Members = [.. fields.Members.Append(new Member(principal, Server.Newest(principal), role, since, Hash.Of("a copy"u8), "")).OrderBy(member => member.Principal)] };

    public static ManifestFields Without(ManifestFields fields, Hash principal)
        => fields with { Members = [.. fields.Members.Where(member => member.Principal != principal)] };

    /// <summary>A manifest case in any chain.</summary>
    public void Manifest(int clause, string name, byte[] next, Manifest? previous, ulong seenN, Hash seenH, Refusal refusal, bool newest = false, byte[][]? links = null, Hash? clinic = null, bool founding = false)
        => _file.Case(clause, name, "manifest", new JsonObject
        {
            ["next"] = _file.Ref($"{clause} {name}", next),
            ["previous"] = previous is null ? null : _file.Ref($"previous {previous.Name}", previous.Bytes.Span),
            ["links"] = Parts.Links(links ?? []),
            ["newest"] = newest,
            ["clinic"] = founding ? null : Hex(clinic ?? Clinic.Clinic),
            ["seenN"] = seenN,
            ["seenH"] = Hex(seenH),
        }, refusal);

    /// <summary>A case in place of the thread's epoch n.</summary>
    public void InThread(int clause, string name, int n, byte[] next, Refusal refusal, bool newest = false, byte[][]? links = null)
    {
        var accepted = Epoch(n).Fields;
        Manifest(clause, name, next, n == 0 ? null : Epoch(n - 1), accepted.SeenN, accepted.SeenH, refusal, newest, links);
    }
}
