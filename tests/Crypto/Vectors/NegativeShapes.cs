using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 20, 21 and 23: shapes.</summary>
public static class NegativeShapes
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        var clinic = world.Clinic;
        var two = world.Epoch(2).Fields;
        var (pat, sam, team, records) = (clinic.Pat.Person, clinic.Sam.Person, clinic.Team, clinic.Records);
        Thread("a stranger", 20, world.Plus(two, pat, Role.Member, 2), Refusal.Shape);
        Thread("two patients", 20, world.Plus(two, pat, Role.Patient, 2), Refusal.Shape);
        Thread("no patient", 20, NegativeWorld.With(two, sam, member => member with { Role = Role.Member }), Refusal.Shape);
        Thread("staff as the patient", 20, NegativeWorld.With(NegativeWorld.Without(two, sam), clinic.Cleo.Person, member => member with { Role = Role.Patient }), Refusal.Shape);
        Thread("no team of the clinic", 20, NegativeWorld.Without(two, team), Refusal.Shape);
        Thread("a team's role in a conversation", 20, NegativeWorld.With(two, team, member => member with { Role = Role.Team }), Refusal.Shape);
        Thread("a name in a conversation", 20, NegativeWorld.With(two, sam, member => member with { Name = "Sam" }), Refusal.Shape);
        Thread("a member without a head", 20, NegativeWorld.With(two, sam, member => member with { Head = null }), Refusal.Shape);
        Thread("a member without a copy", 20, NegativeWorld.With(two, sam, member => member with { Copy = null }), Refusal.Shape);
        Thread("no commitment", 20, two with { Commitment = null }, Refusal.Shape);
        Thread("a team key in a conversation", 20, two with { TeamKey = clinic.Server.Circles[team].Epochs[0].Fields.TeamKey }, Refusal.Shape);
        Thread("no custodian", 21, NegativeWorld.Without(two, records), Refusal.NoCustodian);

        var crisis = world.Epoch(0).Fields with { Kind = Kind.Crisis };
        crisis = NegativeWorld.With(NegativeWorld.With(crisis, sam, Newest), team, Newest);
        Founding(20, "a crisis room by the patient", NegativeWorld.Sign(clinic.Sam, crisis), Refusal.None);
        Founding(20, "a crisis room by staff", NegativeWorld.Sign(clinic.Dana, crisis), Refusal.None);
        var channel = NegativeWorld.Without(crisis with { Kind = Kind.Channel }, sam);
        Founding(20, "a channel by staff", NegativeWorld.Sign(clinic.Dana, channel), Refusal.None);
        Founding(20, "a channel with a patient", NegativeWorld.Sign(clinic.Dana, crisis with { Kind = Kind.Channel }), Refusal.Shape);
        Founding(20, "a channel by someone outside", NegativeWorld.Sign(clinic.Sam, channel), Refusal.AuthorNotMember);
        var group = world.Plus(crisis with { Kind = Kind.Group }, pat, Role.Patient, 0);
        Founding(20, "a group by staff", NegativeWorld.Sign(clinic.Dana, group), Refusal.None);
        Founding(20, "a group by a patient", NegativeWorld.Sign(clinic.Sam, group), Refusal.NotStaff);
        var journal = NegativeWorld.Without(NegativeWorld.Without(crisis with { Kind = Kind.Journal }, team), records);
        Founding(20, "one's own journal", NegativeWorld.Sign(clinic.Sam, journal), Refusal.None);
        Founding(20, "a journal of two", NegativeWorld.Sign(clinic.Sam, world.Plus(journal, pat, Role.Patient, 0)), Refusal.Shape);
        Founding(20, "a journal of a team", NegativeWorld.Sign(clinic.Dana, NegativeWorld.Without(channel with { Kind = Kind.Journal }, records)), Refusal.Shape);
        Founding(20, "a journal with a team key", NegativeWorld.Sign(clinic.Sam, journal with { TeamKey = clinic.Server.Circles[team].Epochs[0].Fields.TeamKey }), Refusal.Shape);
        Founding(20, "a journal without a commitment", NegativeWorld.Sign(clinic.Sam, journal with { Commitment = null }), Refusal.Shape);
        Founding(20, "a journal by another", NegativeWorld.Sign(clinic.Pat, journal), Refusal.AuthorNotMember);

        var stored = clinic.Server.Circles[team];
        var next = stored.Epochs[^1].Fields with { N = 2, Prev = stored.Epochs[^1].Name, SeenN = 2, SeenH = stored.Hash };
        Team("a team with another of the staff", world.Plus(next, clinic.Bo.Person, Role.Member, 0), Refusal.None);
        Team("a team listing someone who is not staff", world.Plus(next, pat, Role.Member, 0), Refusal.Shape);
        Team("a team listing a team", world.Plus(next, clinic.CrisisTeam, Role.Member, 0), Refusal.Shape);
        Team("a team with a patient's role", NegativeWorld.With(next, clinic.Tess.Person, member => member with { Role = Role.Patient }), Refusal.Shape);
        Team("a team of nobody", next with { Members = [] }, Refusal.Shape);
        Team("a team without a team key", next with { TeamKey = [] }, Refusal.Shape);
        Stale(file, world);

        Member Newest(Member member) => member with { Head = clinic.Server.Newest(member.Principal) };
        void Thread(string name, int clause, ManifestFields fields, Refusal refusal) => world.InThread(clause, $"a thread with {name}", 2, NegativeWorld.Sign(clinic.Dana, fields), refusal);
        void Founding(int clause, string name, byte[] bytes, Refusal refusal) => world.Manifest(clause, name, bytes, null, 0, Log.Start, refusal);
        void Team(string name, ManifestFields fields, Refusal refusal) => world.Manifest(23, name, NegativeWorld.Sign(clinic.Dana, fields), stored.Epochs[^1], 2, stored.Hash, refusal);
    }

    private static void Stale(VectorFile file, NegativeWorld world)
    {
        var clinics = world.Clinic.Server.Circles[world.Clinic.Clinic].Epochs;
        var last = clinics[^1].Fields;
        Case("a fresh epoch", 2, clinics[^1].Bytes.ToArray(), Refusal.None);
        Of("a clinic", clinics[0], clinics[^1].Bytes.ToArray(), Refusal.None);
        Of("a team's newest epoch", world.Clinic.Server.Circles[world.Clinic.Team].Epochs[^1], clinics[^1].Bytes.ToArray(), Refusal.None);
        Of("a team with a member whom the clinic no longer lists", world.Clinic.Server.Circles[world.Clinic.Team].Epochs[^1],
            NegativeWorld.Sign(world.Clinic.Ada, NegativeWorld.Without(last, world.Clinic.Tess.Person)), Refusal.Stale);
        Case("an epoch whose team has a new key since", 0, clinics[^1].Bytes.ToArray(), Refusal.Stale);
        Case("an epoch with a member whom the clinic no longer lists", 2, NegativeWorld.Sign(world.Clinic.Ada, NegativeWorld.Without(last, world.Clinic.Cleo.Person)), Refusal.Stale);
        Case("an epoch without the clinic's custodian", 2, NegativeWorld.Sign(world.Clinic.Ada, NegativeWorld.With(
            NegativeWorld.With(last, world.Clinic.Records, member => member with { Role = Role.Team }), world.Clinic.CrisisTeam, member => member with { Role = Role.Custodian })), Refusal.Stale);

        void Case(string name, int epoch, byte[] clinic, Refusal refusal) => Of(name, world.Epoch(epoch), clinic, refusal);
        void Of(string name, Manifest epoch, byte[] clinic, Refusal refusal) => file.Case(35, name, "stale", new System.Text.Json.Nodes.JsonObject
        {
            ["epoch"] = file.Ref($"35 epoch {epoch.Name}", epoch.Bytes.Span),
            ["clinicManifest"] = file.Ref($"35 {name}", clinic),
            ["links"] = world.Parts.Links(),
            ["newest"] = true,
        }, refusal);
    }
}
