using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Circles;

/// <summary>PROTOCOL section 4, Server, Commit, and the server's cases of section 9. Each starts from a link that would be accepted.</summary>
[Collection(nameof(RunningClinic))]
public sealed class CommitCircleTests(RunningClinic clinic)
{
    [Fact]
    public async Task A_repair_is_the_next_entry_of_the_log()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);
        CommitReply reply = await clinic.Maya.Api.Commit(Commits.Of(link));

        Assert.Null(reply.Error);
        Assert.Equal((thread.Circle.ToString(), 2), (reply.Circle, reply.Number));
        Entry entry = Assert.Single((await clinic.Maya.Hub.Since(thread.Circle.ToString(), 1)).Entries);
        Assert.Equal(("manifest", 2), (entry.Kind, entry.Number));
        Assert.Equal(link.Manifest.Bytes.ToArray(), entry.Bytes);
    }

    [Fact]
    public async Task The_same_link_again_is_answered_as_the_first_time()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Commit commit = Commits.Of(Commits.Repair(clinic.Maya, thread.Reader));
        CommitReply first = await clinic.Maya.Api.Commit(commit);
        await thread.Send("after it");
        CommitReply again = await clinic.Maya.Api.Commit(commit);

        Assert.Equal((null, first.Circle, first.Number), (again.Error, again.Circle, again.Number));
        Assert.Equal(first.Hash, again.Hash);
    }

    [Fact]
    public async Task Of_links_that_race_one_wins_and_the_others_get_it()
    {
        Conversation hers = await clinic.Maya.StartThread(clinic.Team);
        Conversation theirs = await clinic.Dana.Open(hers.Circle);
        (CareClient Author, CircleLink Link)[] racers =
        [
            .. Enumerable.Range(0, 4).Select(_ => (clinic.Maya, Commits.Repair(clinic.Maya, hers.Reader))),
            .. Enumerable.Range(0, 4).Select(_ => (clinic.Dana, Commits.Repair(clinic.Dana, theirs.Reader))),
        ];
        CommitReply[] replies = await Task.WhenAll(racers.Select(racer => racer.Author.Api.Commit(Commits.Of(racer.Link))));

        int won = Array.FindIndex(replies, reply => reply.Error is null);
        Assert.Single(replies, reply => reply.Error is null);
        Assert.All(replies.Where((_, i) => i != won), reply =>
        {
            Assert.Equal((HubErrors.Lost, hers.Circle.ToString()), (reply.Error, reply.Circle));
            Assert.Equal(racers[won].Link.Manifest.Bytes.ToArray(), reply.Winner);
        });
        Assert.Equal(2, (await clinic.Maya.Hub.Since(hers.Circle.ToString(), 0)).Last);
    }

    [Fact]
    public async Task A_link_out_of_its_place_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);

        await Refused("WrongNumber", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { N = 2 }));
        await Refused("WrongPrev", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { Prev = Hash.Of([1]) }));
        await Refused("KindChanged", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { Kind = Kind.Crisis }));
        await Refused("WrongSeen", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { SeenN = 0, SeenH = Log.Start }));
        await Refused("WrongSeen", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { SeenH = Hash.Of([1]) }));
        Assert.Null((await clinic.Maya.Hub.Post(Conversations.PostMessageTests.Sealed(clinic.Maya, thread).Bytes.ToArray())).Error);
        await Refused("WrongSeen", clinic.Maya, thread, Commits.Of(link));
    }

    [Fact]
    public async Task A_link_by_someone_who_may_not_write_it_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);

        // In another's name; by a stranger; by one who takes themselves out; by a device on no card; with a spoiled signature.
        await Refused("NotAllowed", clinic.Dana, thread, Commits.Of(link));
        await Refused("NotFound", clinic.Tom, thread, Commits.Forged(clinic.Tom, link, fields => fields with { Author = clinic.Tom.Person, Device = DeviceOf(clinic.Tom) }));
        await Refused("AuthorRemoved", clinic.Dana, thread, Commits.Forged(clinic.Dana, link, fields =>
            fields.Without(clinic.Team).With(Listed(clinic.Luis, clinic.CrisisTeam)) with { Author = clinic.Dana.Person, Device = DeviceOf(clinic.Dana) }));
        using var stranger = new DeviceKey();
        await Refused("UnknownDevice", clinic.Maya, thread, Commits.Of(link) with { Manifest = stranger.Sign((link.Manifest.Fields with { Device = stranger.PublicKey }).ToBody()) });
        byte[] spoiled = link.Manifest.Bytes.ToArray();
        spoiled[^1] ^= 1;
        await Refused("BadSignature", clinic.Maya, thread, Commits.Of(link) with { Manifest = spoiled });
    }

    [Fact]
    public async Task A_team_link_by_someone_only_in_the_new_epoch_is_refused()
    {
        Person lead = await clinic.Join(clinic.Priya, "clinician");
        Hash team = await clinic.NewTeam(lead.Client, "therapy");
        await lead.Client.Directory.RefreshCards(clinic.Tom.Person);
        CircleReader reader = lead.Client.Directory.MyTeams[team];
        CircleLink link = Commits.Change(lead.Client, reader, [.. reader.Newest!.Members.Select(Seat.Of), new Seat(clinic.Tom.Person, Role.Lead)]);

        CommitReply reply = await clinic.Tom.Api.Commit(Commits.Forged(clinic.Tom, link, fields => fields with { Author = clinic.Tom.Person, Device = DeviceOf(clinic.Tom) }));
        Assert.Equal("AuthorNotBefore", reply.Error);
        Assert.Equal(1, (await lead.Client.Hub.Since(team.ToString(), 0)).Last);
    }

    [Fact]
    public async Task Heads_and_the_clinics_link_never_go_back()
    {
        Person lead = await clinic.Join(clinic.Priya, "clinician");
        Hash team = await clinic.NewTeam(lead.Client, "therapy");
        Hash oldHead = lead.Client.Directory.MyTeams[team].Newest!.Name;
        Hash oldClinic = lead.Client.Directory.Clinic.Prev;
        Person colleague = await clinic.Join(clinic.Priya, "clinician");
        await Commits.ChangeTeam(lead.Client, team, colleague.Client.Person);
        Conversation thread = await clinic.Maya.StartThread(team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);

        await Refused("HeadWentBack", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Changed(team, member => member with { Head = oldHead })));
        await Refused("ClinicLinkWentBack", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { ClinicLink = oldClinic }));
        await Refused("UnknownLink", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { ClinicLink = Hash.Of([1]) }));
        await Refused("OtherClinic", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { ClinicLink = oldHead }));
    }

    [Fact]
    public async Task Members_out_of_order_or_doubled_are_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);

        await Refused("MembersUnsorted", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields with { Members = [.. fields.Members.Reverse()] }));
        await Refused("MembersUnsorted", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.With(fields.Members[0])));
    }

    [Fact]
    public async Task A_thread_of_another_shape_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);
        Member sam = Listed(clinic.Sam, clinic.Sam.Person);

        await Refused("Shape", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.With(sam)));
        await Refused("Shape", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.With(sam with { Role = Role.Patient })));
        await Refused("Shape", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Without(clinic.Team)));
        await Refused("NoCustodian", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Without(clinic.Custodian)));
    }

    [Fact]
    public async Task A_patients_repair_adds_nobody_and_gives_nobody_more()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Conversation theirs = await clinic.Dana.Open(thread.Circle);
        await theirs.Add(clinic.CrisisTeam);
        await thread.Sync();
        CircleLink link = Commits.Repair(clinic.Maya, thread.Reader);

        await Refused("NotStaff", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.With(Listed(clinic.Tom, clinic.Tom.Person))));
        await Refused("NotStaff", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Without(clinic.CrisisTeam)));
        await Refused("SinceChanged", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Changed(clinic.CrisisTeam, member => member with { Since = 0 })));
        await Refused("SinceChanged", clinic.Maya, thread, Commits.Forged(clinic.Maya, link, fields => fields.Changed(clinic.CrisisTeam, member => member with { Since = 2 })));
    }

    [Fact]
    public async Task A_team_of_others_than_staff_is_refused()
    {
        await clinic.Dana.Directory.Refresh();
        await clinic.Dana.Directory.RefreshCards(clinic.Maya.Person);
        CircleReader reader = clinic.Dana.Directory.MyTeams[clinic.Team];
        CircleLink link = Commits.Repair(clinic.Dana, reader);

        foreach (Hash principal in (Hash[])[clinic.Maya.Person, clinic.CrisisTeam])
        {
            CommitReply reply = await clinic.Dana.Api.Commit(Commits.Forged(clinic.Dana, link, fields => fields.With(Listed(clinic.Dana, principal))));
            Assert.Equal("Shape", reply.Error);
        }
    }

    [Fact]
    public async Task A_clinic_link_by_staff_who_are_no_stewards_is_refused()
    {
        await clinic.Priya.Directory.Refresh();
        Manifest newest = clinic.Priya.Directory.Clinic;
        Assert.True(new CircleAuthor(clinic.Priya.Keys, TimeProvider.System).TryChangeClinic([.. newest.Members.Select(Seat.Of)], out CircleLink? link, out _));

        CommitReply reply = await clinic.Dana.Api.Commit(Commits.Forged(clinic.Dana, link, fields => fields with { Author = clinic.Dana.Person, Device = DeviceOf(clinic.Dana) }));
        Assert.True(reply.Error is "NotSteward" or "Lost", reply.Error);
    }

    [Fact]
    public async Task A_second_clinic_is_not_founded()
    {
        Assert.True(new CircleAuthor(clinic.Priya.Keys, TimeProvider.System).TryFoundClinic([new Seat(clinic.Priya.Person, Role.Lead, Name: "Priya")], out CircleLink? link, out _));

        Assert.Equal("NotAllowed", (await clinic.Priya.Api.Commit(Commits.Of(link))).Error);
    }

    [Fact]
    public async Task Copies_must_be_there_once_for_each_member_and_be_the_listed_ones()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Commit commit = Commits.Of(Commits.Repair(clinic.Maya, thread.Reader));
        (CommitCopy first, CommitCopy second) = (commit.Copies[0], commit.Copies[1]);

        await Refused("CopyMissing", clinic.Maya, thread, commit with { Copies = commit.Copies[1..] });
        await Refused("CopyMismatch", clinic.Maya, thread, commit with { Copies = [first with { Bytes = second.Bytes }, second with { Bytes = first.Bytes }, .. commit.Copies[2..]] });
        await Refused("CopyMismatch", clinic.Maya, thread, commit with { Copies = [.. commit.Copies, new CommitCopy(clinic.Tom.Person.ToString(), first.Bytes)] });
        await Refused("CopyMismatch", clinic.Maya, thread, commit with { Copies = [.. commit.Copies, first] });
        await Refused("Malformed", clinic.Maya, thread, commit with { Copies = [first with { Principal = "nobody" }, .. commit.Copies[1..]] });
    }

    private static PublicKey DeviceOf(CareClient client) => client.Keys.Device.Key.PublicKey;

    private static Member Listed(CareClient by, Hash principal) => new(
        principal, by.Directory.MyTeams.TryGetValue(principal, out CircleReader? team) ? team.Newest!.Name : by.Keys.Links.Newest.Newest(principal) ?? by.Keys.Links.Cards(by.Person)[^1].Name,
        Role.Member, 0, Hash.Of([1]), "");

    private async Task Refused(string error, CareClient author, Conversation conversation, Commit commit)
    {
        long before = Last();
        CommitReply reply = await author.Api.Commit(commit);

        Assert.Equal(error, reply.Error);
        Assert.Equal(before, Last());

        long Last() => clinic.Read(sql => sql.Number("SELECT MAX(Number) FROM Entries WHERE Circle = ?1", conversation.Circle.ToString()))!.Value;
    }
}
