using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Circles;

/// <summary>Who reads what, from the commit on.</summary>
[Collection(nameof(RunningClinic))]
public sealed class AccessTests(RunningClinic clinic)
{
    [Fact]
    public async Task A_removed_member_reads_nothing_more_and_is_told_nothing_more()
    {
        Person leaver = await clinic.Join(clinic.Priya, "clinician");
        Conversation channel = await Commits.Channel(clinic.Dana, clinic, clinic.Team, leaver.Client.Person);
        string circle = channel.Circle.ToString();
        var heard = new Heard(leaver.Client);
        await channel.Send("before");
        await heard.Until(() => heard.Entries.Any(entry => entry == (circle, 2)));

        await channel.Remove(leaver.Client.Person);
        await heard.Until(() => heard.CirclesChanged > 0);
        Assert.Equal(HubErrors.NotFound, (await leaver.Client.Hub.Since(circle, 0)).Error);
        Assert.Equal(HubErrors.NotFound, (await leaver.Client.Hub.Opened(circle, 1)).Error);
        Assert.Equal(HubErrors.NotFound, (await leaver.Client.Hub.Typing(circle)).Error);
        Assert.DoesNotContain((await leaver.Client.Api.Circles()).Items, item => item.Circle == circle);
        await Assert.ThrowsAsync<HttpRequestException>(() => leaver.Client.Api.Copies(circle, 0));

        // Pushes leave in the order of what happened: what comes after the words would follow them.
        int changes = heard.CirclesChanged;
        await channel.Send("after");
        await clinic.Priya.Api.SetTeam(clinic.CrisisTeam.ToString(), new TeamAttributes("crisis", ""));
        await heard.Until(() => heard.CirclesChanged > changes);
        Assert.DoesNotContain(heard.Entries, entry => entry.Circle == circle && entry.Number > 2);
    }

    [Fact]
    public async Task Staff_whom_the_clinic_drops_lose_everything_at_once_though_no_circle_was_repaired()
    {
        Person leaver = await clinic.Join(clinic.Priya, "clinician");
        Conversation channel = await Commits.Channel(clinic.Dana, clinic, clinic.Team, leaver.Client.Person);
        Assert.Null((await leaver.Client.Hub.Since(channel.Circle.ToString(), 0)).Error);

        await DropFromClinic(leaver.Client.Person);
        Assert.Equal(HubErrors.NotFound, (await leaver.Client.Hub.Since(channel.Circle.ToString(), 0)).Error);
        Assert.Empty((await leaver.Client.Api.Circles()).Items);
        Assert.True((await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == channel.Circle.ToString()).Stale);
    }

    [Fact]
    public async Task A_custodian_reads_with_a_trace_and_is_told_nothing()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        string circle = thread.Circle.ToString();
        var heard = new Heard(clinic.Keeper);
        await thread.Send("words");

        CircleInfo row = (await clinic.Keeper.Api.Circles()).Items.Single(item => item.Circle == circle);
        Assert.Equal((null, "", 0), (row.Patient, row.PatientName, row.Unread));
        Assert.Equal(2, (await clinic.Keeper.Hub.Since(circle, 0)).Entries.Length);
        Assert.NotEmpty((await clinic.Keeper.Api.Copies(circle, 0)).Items);
        Assert.Equal(["entries", "copies"], clinic.Read(sql => sql.List(
            "SELECT What FROM AccessLog WHERE Circle = ?1 AND Person = ?2 ORDER BY Id", reader => reader.GetString(0), circle, clinic.Keeper.Person.ToString())));

        int changes = heard.CirclesChanged;
        await clinic.Priya.Api.SetTeam(clinic.CrisisTeam.ToString(), new TeamAttributes("crisis", ""));
        await heard.Until(() => heard.CirclesChanged > changes);
        Assert.DoesNotContain(heard.Entries, entry => entry.Circle == circle);
    }

    [Fact]
    public async Task Everyone_signed_in_reads_the_clinics_list_and_teams_but_nobody_elses_words()
    {
        string clinicCircle = clinic.Priya.Directory.Clinic.N > 0 ? (await clinic.Sam.Api.Clinic()).Clinic! : "";
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);

        Assert.Null((await clinic.Sam.Hub.Since(clinicCircle, 0)).Error);
        Assert.Null((await clinic.Sam.Hub.Since(clinic.Team.ToString(), 0)).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.Sam.Hub.Since(thread.Circle.ToString(), 0)).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.Tom.Hub.Since(thread.Circle.ToString(), 0)).Error);
        await Assert.ThrowsAsync<HttpRequestException>(() => clinic.Sam.Api.Copies(clinic.Team.ToString(), 0));
    }

    [Fact]
    public async Task Patients_see_cards_of_staff_and_of_whom_they_share_a_conversation_with()
    {
        Assert.NotEmpty((await clinic.Sam.Api.Cards(clinic.Dana.Person.ToString())).Links);
        Assert.NotEmpty((await clinic.Dana.Api.Cards(clinic.Sam.Person.ToString())).Links);
        await Assert.ThrowsAsync<HttpRequestException>(() => clinic.Sam.Api.Cards(clinic.Maya.Person.ToString()));
    }

    [Fact]
    public async Task A_colleague_who_joins_the_team_reads_what_was_written_before()
    {
        Person lead = await clinic.Join(clinic.Priya, "clinician");
        Hash team = await clinic.NewTeam(lead.Client, "therapy");
        Conversation thread = await clinic.Maya.StartThread(team);
        await thread.Send("waiting since before the cover came");
        Person cover = await clinic.Join(clinic.Priya, "clinician");
        Assert.Equal(HubErrors.NotFound, (await cover.Client.Hub.Since(thread.Circle.ToString(), 0)).Error);

        await Commits.ChangeTeam(lead.Client, team, cover.Client.Person);
        await cover.Client.Directory.Refresh();
        Conversation covered = await cover.Client.Open(thread.Circle);
        Assert.Equal(["waiting since before the cover came"], covered.Messages.Select(message => message.Words));
    }

    private async Task DropFromClinic(Hash person)
    {
        while (true)
        {
            await clinic.Priya.Directory.Refresh();
            foreach (Member steward in clinic.Priya.Directory.Clinic.Members.Where(member => member.Role == Role.Lead))
                await clinic.Priya.Directory.RefreshCards(steward.Principal);
            Seat[] rest = [.. clinic.Priya.Directory.Clinic.Members.Where(member => member.Principal != person).Select(Seat.Of)];
            Assert.True(new CircleAuthor(clinic.Priya.Keys, TimeProvider.System).TryChangeClinic(rest, out CircleLink? link, out Refusal refusal), refusal.ToString());
            CommitReply reply = await clinic.Priya.Api.Commit(Commits.Of(link));
            if (reply.Error is null)
                return;
            // Another test let somebody in meanwhile.
            Assert.Equal(HubErrors.Lost, reply.Error);
        }
    }
}
