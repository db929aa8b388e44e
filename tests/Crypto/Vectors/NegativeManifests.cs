using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 11 to 19, 22, 24 and 25: the chain, the author and the right to change.</summary>
public static class NegativeManifests
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        Chain(world);
        Authors(world);
        Heads(world);
        Rights(world);
        Clinic(world);
    }

    private static void Chain(NegativeWorld world)
    {
        var (clinic, one, two) = (world.Clinic, world.Epoch(1).Fields, world.Epoch(2).Fields);
        world.InThread(11, "the thread's link 0, by the patient", 0, world.Epoch(0).Bytes.ToArray(), Refusal.None);
        world.InThread(11, "the thread's link 1, by staff", 1, world.Epoch(1).Bytes.ToArray(), Refusal.None);
        world.InThread(11, "the thread's link 2, by the patient", 2, world.Epoch(2).Bytes.ToArray(), Refusal.None);
        world.InThread(11, "the thread's link 2, as the hub sees it", 2, world.Epoch(2).Bytes.ToArray(), Refusal.None, newest: true);
        world.InThread(11, "an epoch skipped", 2, NegativeWorld.Sign(clinic.Sam, two with { N = 3 }), Refusal.WrongNumber);
        world.InThread(11, "an epoch again", 2, NegativeWorld.Sign(clinic.Sam, two with { N = 1 }), Refusal.WrongNumber);
        world.InThread(11, "another prev", 2, NegativeWorld.Sign(clinic.Sam, two with { Prev = one.Prev }), Refusal.WrongPrev);
        world.InThread(13, "another kind", 2, NegativeWorld.Sign(clinic.Sam, two with { Kind = Kind.Crisis }), Refusal.KindChanged);
        world.InThread(25, "a later seenN", 2, NegativeWorld.Sign(clinic.Sam, two with { SeenN = two.SeenN + 1 }), Refusal.WrongSeen);
        world.InThread(25, "an earlier entry seen", 2, NegativeWorld.Sign(clinic.Sam, two with { SeenN = two.SeenN - 1, SeenH = world.Thread.Log[(int)two.SeenN - 1] }), Refusal.WrongSeen);
        world.InThread(25, "another seenH", 2, NegativeWorld.Sign(clinic.Sam, two with { SeenH = Log.Start }), Refusal.WrongSeen);
        world.InThread(25, "link 0 that has seen something", 0, NegativeWorld.Sign(clinic.Sam, world.Epoch(0).Fields with { SeenN = 1 }), Refusal.WrongSeen);
        world.InThread(19, "members out of order", 2, NegativeWorld.Sign(clinic.Sam, two with { Members = [.. two.Members.Reverse()] }), Refusal.MembersUnsorted);
        world.InThread(19, "a member twice", 2, NegativeWorld.Sign(clinic.Sam, two with { Members = [two.Members[0], .. two.Members] }), Refusal.MembersUnsorted);
        world.InThread(3, "a manifest signed by another device", 2, clinic.Dana.Device.Key.Sign(two.ToBody()), Refusal.BadSignature);
    }

    private static void Authors(NegativeWorld world)
    {
        var (clinic, one, two) = (world.Clinic, world.Epoch(1).Fields, world.Epoch(2).Fields);
        world.InThread(14, "by staff who is no member", 2, NegativeWorld.Sign(clinic.Bo, two), Refusal.AuthorNotMember);
        world.InThread(14, "by someone the clinic does not know", 2, NegativeWorld.Sign(clinic.Pat, two), Refusal.AuthorNotMember);
        world.InThread(14, "by someone who is only in the new epoch", 1, NegativeWorld.Sign(clinic.Cleo, one), Refusal.AuthorNotBefore);
        world.InThread(14, "by someone whom only the new team link reaches", 1, NegativeWorld.Sign(clinic.Tess, one), Refusal.AuthorNotBefore);
        world.InThread(15, "by a member who leaves by it", 2, NegativeWorld.Sign(clinic.Cleo, NegativeWorld.Without(two, clinic.Cleo.Person)), Refusal.AuthorRemoved);
        world.InThread(15, "by a member who stays", 2, NegativeWorld.Sign(clinic.Cleo, two), Refusal.None);
        using var stranger = new DeviceKey(TestEntropy.Of("stranger"));
        world.InThread(16, "by a device in no card", 2, stranger.Sign((two with { Device = stranger.PublicKey }).ToBody()), Refusal.UnknownDevice);
        world.InThread(16, "by a device removed before the head", 2,
            world.RemovedDevice.Sign((two with { Author = clinic.Cleo.Person, Device = world.RemovedDevice.PublicKey }).ToBody()), Refusal.UnknownDevice);
        world.InThread(16, "by another member's device", 2, clinic.Dana.Device.Key.Sign((two with { Device = clinic.Dana.Device.Key.PublicKey }).ToBody()), Refusal.UnknownDevice);
    }

    private static void Heads(NegativeWorld world)
    {
        var (clinic, two) = (world.Clinic, world.Epoch(2).Fields);
        var (sam, team) = (clinic.Sam.Person, clinic.Team);
        var firstCard = clinic.Server.Cards(sam)[0].Name;
        var firstTeam = clinic.Server.Circles[team].Epochs[0].Name;
        world.InThread(17, "a person's head goes back", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, sam, member => member with { Head = firstCard })), Refusal.HeadWentBack);
        world.InThread(17, "a team's head goes back", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, team, member => member with { Head = firstTeam })), Refusal.HeadWentBack);
        world.InThread(17, "a head that is no link", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, sam, member => member with { Head = Hash.Of("nothing"u8) })), Refusal.UnknownLink);
        world.InThread(17, "another person's card as head", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, sam, member => member with { Head = clinic.Server.Newest(clinic.Dana.Person) })), Refusal.UnknownLink);
        world.InThread(17, "another team's link as head", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, team, member => member with { Head = clinic.Server.Newest(clinic.CrisisTeam) })), Refusal.UnknownLink);
        world.InThread(17, "an old head in link 0: good for a reader", 0, NegativeWorld.Sign(clinic.Sam, world.Epoch(0).Fields), Refusal.None);
        world.InThread(17, "an old head in link 0: stale for the hub", 0, NegativeWorld.Sign(clinic.Sam, world.Epoch(0).Fields), Refusal.Stale, newest: true);

        var links = clinic.Server.Circles[clinic.Clinic].Epochs;
        world.InThread(18, "clinicLink goes back", 2, NegativeWorld.Sign(clinic.Sam, two with { ClinicLink = links[1].Name }), Refusal.ClinicLinkWentBack);
        world.InThread(18, "no clinicLink", 2, NegativeWorld.Sign(clinic.Sam, two with { ClinicLink = null }), Refusal.Shape);
        world.InThread(18, "a clinicLink that is no link", 2, NegativeWorld.Sign(clinic.Sam, two with { ClinicLink = Hash.Of("nothing"u8) }), Refusal.UnknownLink);
        world.InThread(18, "a team's link as clinicLink", 2, NegativeWorld.Sign(clinic.Sam, two with { ClinicLink = firstTeam }), Refusal.OtherClinic);
        var other = new DemoClinic("another clinic").Server;
        var foreign = other.Circles[other.Clinic!.Value].Epochs[0];
        world.InThread(18, "the link of another clinic", 2, NegativeWorld.Sign(clinic.Sam, two with { ClinicLink = foreign.Name }), Refusal.OtherClinic, links: [foreign.Bytes.ToArray()]);
        var newer = NegativeWorld.Sign(clinic.Ada, links[^1].Fields with { N = 3, Prev = links[^1].Name, SeenN = 3, SeenH = world.Clinic.Server.Circles[clinic.Clinic].Hash });
        world.InThread(18, "a clinicLink that is not the newest: good for a reader", 2, world.Epoch(2).Bytes.ToArray(), Refusal.None, links: [newer]);
        world.InThread(18, "a clinicLink that is not the newest: stale for the hub", 2, world.Epoch(2).Bytes.ToArray(), Refusal.Stale, newest: true, links: [newer]);
    }

    private static void Rights(NegativeWorld world)
    {
        var (clinic, two) = (world.Clinic, world.Epoch(2).Fields);
        var (sam, cleo, bo) = (clinic.Sam.Person, clinic.Cleo.Person, clinic.Bo.Person);
        world.InThread(22, "a repair by the patient", 2, NegativeWorld.Sign(clinic.Sam, two), Refusal.None);
        world.InThread(22, "the patient adds a principal", 2, NegativeWorld.Sign(clinic.Sam, world.Plus(two, bo, Role.Member, 2)), Refusal.NotStaff);
        world.InThread(22, "the patient drops a principal that the clinic still lists", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.Without(two, cleo)), Refusal.NotStaff);
        world.InThread(22, "the patient lowers a since", 2, NegativeWorld.Sign(clinic.Sam, NegativeWorld.With(two, cleo, member => member with { Since = 0 })), Refusal.SinceChanged);
        world.InThread(22, "staff add a principal", 2, NegativeWorld.Sign(clinic.Dana, world.Plus(two, bo, Role.Member, 2)), Refusal.None);
        world.InThread(22, "staff lower a since", 2, NegativeWorld.Sign(clinic.Dana, NegativeWorld.With(two, cleo, member => member with { Since = 0 })), Refusal.None);
        world.InThread(22, "staff raise a since", 2, NegativeWorld.Sign(clinic.Dana, NegativeWorld.With(two, sam, member => member with { Since = 1 })), Refusal.SinceChanged);
        world.InThread(22, "a since that lies ahead", 2, NegativeWorld.Sign(clinic.Dana, world.Plus(two, bo, Role.Member, 3)), Refusal.SinceChanged);

        Repairs(world);
        var team = clinic.Server.Circles[clinic.Team];
        var next = team.Epochs[^1].Fields;
        var change = next with { N = 2, Prev = team.Epochs[^1].Name, SeenN = 2, SeenH = team.Hash };
        InTeam("a repair of a team by any member", NegativeWorld.Sign(clinic.Tess, change), Refusal.None);
        InTeam("a team changed by its lead", NegativeWorld.Sign(clinic.Dana, world.Plus(change, bo, Role.Member, 0)), Refusal.None);
        InTeam("a team changed by a member who is no lead", NegativeWorld.Sign(clinic.Tess, world.Plus(change, bo, Role.Member, 0)), Refusal.NotLead);
        InTeam("a member who makes themselves lead", NegativeWorld.Sign(clinic.Tess, NegativeWorld.With(change, clinic.Tess.Person, member => member with { Role = Role.Lead })), Refusal.NotLead);
        InTeam("a since raised by a member of a team", NegativeWorld.Sign(clinic.Tess, NegativeWorld.With(change, clinic.Dana.Person, member => member with { Since = 2 })), Refusal.SinceChanged);
        var founding = team.Epochs[0].Fields;
        world.Manifest(22, "a team founded by its lead", team.Epochs[0].Bytes.ToArray(), null, 0, Log.Start, Refusal.None);
        world.Manifest(22, "a team founded by a mere member", NegativeWorld.Sign(clinic.Dana, NegativeWorld.With(founding, clinic.Dana.Person, member => member with { Role = Role.Member })), null, 0, Log.Start, Refusal.NotLead);

        void InTeam(string name, byte[] bytes, Refusal refusal) => world.Manifest(22, name, bytes, team.Epochs[^1], 2, team.Hash, refusal);
    }

    // Repairs by the patient after a later clinic link: the custodian swapped, or Cleo no longer listed.
    private static void Repairs(NegativeWorld world)
    {
        var (clinic, two) = (world.Clinic, world.Epoch(2).Fields);
        var (cleo, records, crisis) = (clinic.Cleo.Person, clinic.Records, clinic.CrisisTeam);
        var stored = clinic.Server.Circles[clinic.Clinic];
        var next = stored.Epochs[^1].Fields with { N = 3, Prev = stored.Epochs[^1].Name, SeenN = 3, SeenH = stored.Hash };
        var swapped = NegativeWorld.Sign(clinic.Ada, NegativeWorld.With(NegativeWorld.With(next, records, member => member with { Role = Role.Team }), crisis, member => member with { Role = Role.Custodian }));
        var without = NegativeWorld.Sign(clinic.Ada, NegativeWorld.Without(next, cleo));
        var afterSwap = NegativeWorld.Without(two, records) with { ClinicLink = Hash.Of(swapped.AsSpan()[..^64]) };
        In("the custodian swapped", world.Plus(afterSwap, crisis, Role.Member, 2), swapped, Refusal.None);
        In("the new custodian with history", world.Plus(afterSwap, crisis, Role.Member, 0), swapped, Refusal.NotStaff);
        In("the old custodian gone and no new one", afterSwap, swapped, Refusal.NoCustodian);
        In("the custodian swapped, and one principal more dropped", NegativeWorld.Without(world.Plus(afterSwap, crisis, Role.Member, 2), cleo), swapped, Refusal.NotStaff);
        In("the custodian dropped though the clinic still names it", NegativeWorld.Without(two, records), null, Refusal.NoCustodian);
        var afterLeaving = two with { ClinicLink = Hash.Of(without.AsSpan()[..^64]) };
        In("someone whom the clinic no longer lists dropped", NegativeWorld.Without(afterLeaving, cleo), without, Refusal.None);
        In("someone whom the clinic no longer lists kept", afterLeaving, without, Refusal.Shape);
        In("a role changed", NegativeWorld.With(two, cleo, member => member with { Role = Role.Patient }), null, Refusal.Shape);

        void In(string name, ManifestFields fields, byte[]? link, Refusal refusal)
            => world.InThread(22, $"a repair by the patient: {name}", 2, NegativeWorld.Sign(clinic.Sam, fields), refusal, links: link is null ? null : [link]);
    }

    private static void Clinic(NegativeWorld world)
    {
        var clinic = world.Clinic;
        var stored = clinic.Server.Circles[clinic.Clinic];
        var last = stored.Epochs[^1].Fields;
        var next = last with { N = 3, Prev = stored.Epochs[^1].Name, SeenN = 3, SeenH = stored.Hash };
        var danaSteward = NegativeWorld.With(next, clinic.Dana.Person, member => member with { Role = Role.Lead, Head = clinic.Server.Newest(clinic.Dana.Person) });
        In("a clinic link by a steward", NegativeWorld.Sign(clinic.Bo, next), Refusal.None);
        In("a clinic link by staff who is no steward", NegativeWorld.Sign(clinic.Dana, next), Refusal.NotSteward);
        In("a clinic link by staff who makes themselves steward", NegativeWorld.Sign(clinic.Dana, danaSteward), Refusal.NotSteward);
        In("a steward makes another", NegativeWorld.Sign(clinic.Ada, danaSteward), Refusal.None);
        In("a clinic link by someone it does not list", NegativeWorld.Sign(clinic.Pat, next), Refusal.AuthorNotMember);
        In("a clinic link by someone whom it makes a steward", NegativeWorld.Sign(clinic.Pat, next with
        {
            Members = [.. next.Members.Append(new Member(clinic.Pat.Person, clinic.Server.Newest(clinic.Pat.Person), Role.Lead, 3, null, "Pat")).OrderBy(member => member.Principal)],
        }), Refusal.AuthorNotBefore);
        In("a clinic link that removes its author", NegativeWorld.Sign(clinic.Bo, NegativeWorld.Without(next, clinic.Bo.Person)), Refusal.AuthorRemoved);
        In("a clinic link without a steward", NegativeWorld.Sign(clinic.Bo, next with { Members = [.. next.Members.Where(member => member.Role != Role.Lead)] }), Refusal.Shape);
        In("a clinic with two custodian teams", NegativeWorld.Sign(clinic.Bo, NegativeWorld.With(next, clinic.CrisisTeam, member => member with { Role = Role.Custodian })), Refusal.Shape);
        In("a head for staff who is no steward", NegativeWorld.Sign(clinic.Bo, NegativeWorld.With(next, clinic.Dana.Person, member => member with { Head = clinic.Server.Newest(clinic.Dana.Person) })), Refusal.Shape);
        In("a steward without a head", NegativeWorld.Sign(clinic.Bo, NegativeWorld.With(next, clinic.Bo.Person, member => member with { Head = null })), Refusal.Shape);
        In("a patient in a clinic", NegativeWorld.Sign(clinic.Bo, NegativeWorld.With(next, clinic.Dana.Person, member => member with { Role = Role.Patient })), Refusal.Shape);
        In("a clinic with a clinicLink", NegativeWorld.Sign(clinic.Bo, next with { ClinicLink = stored.Epochs[0].Name }), Refusal.Shape);
        In("a clinic with a copy", NegativeWorld.Sign(clinic.Bo, NegativeWorld.With(next, clinic.Dana.Person, member => member with { Copy = Hash.Of("c"u8) })), Refusal.Shape);
        In("a clinic with a team key", NegativeWorld.Sign(clinic.Bo, next with { TeamKey = clinic.Server.Circles[clinic.Team].Epochs[0].Fields.TeamKey }), Refusal.Shape);
        In("a clinic with a commitment", NegativeWorld.Sign(clinic.Bo, next with { Commitment = Hash.Of("c"u8) }), Refusal.Shape);
        world.Manifest(18, "the founding of the pinned clinic", stored.Epochs[0].Bytes.ToArray(), null, 0, Log.Start, Refusal.None);
        world.Manifest(18, "the founding of a clinic, nothing pinned", stored.Epochs[0].Bytes.ToArray(), null, 0, Log.Start, Refusal.None, founding: true);
        world.Manifest(18, "the founding of another clinic", NegativeWorld.Sign(clinic.Ada, stored.Epochs[0].Fields with { Time = 1 }), null, 0, Log.Start, Refusal.OtherClinic);

        void In(string name, byte[] bytes, Refusal refusal) => world.Manifest(24, name, bytes, stored.Epochs[^1], 3, stored.Hash, refusal);
    }
}
