using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Circles;

/// <summary>Safety plans: who may begin one, that there is one a patient, and that it is no thread of messages.</summary>
[Collection(nameof(RunningClinic))]
public sealed class PlanCircleTests(RunningClinic clinic)
{
    private static readonly PlanLine[][] Steps = [[new("I lie awake")], [new("Music")], [], [new("Elena", "303 555 0119")], [], [new("Elena keeps my pills")]];

    [Fact]
    public async Task The_first_committed_plan_wins_whoever_made_it()
    {
        Person patient = await Patient();
        Commit hers = Commits.Of(await Plan(patient.Client, patient.Client.Person, clinic.Team, clinic.CrisisTeam)) with { Plan = true };
        Commit danas = Commits.Of(await Plan(clinic.Dana, patient.Client.Person, clinic.Team, clinic.CrisisTeam)) with { Plan = true };
        CommitReply[] replies = await Task.WhenAll(patient.Client.Api.Commit(hers), clinic.Dana.Api.Commit(danas));

        CommitReply won = Assert.Single(replies, reply => reply.Error is null);
        CommitReply lost = Assert.Single(replies, reply => reply.Error == HubErrors.Lost);
        Assert.Equal(won.Circle, lost.Circle);
        Assert.Equal(replies[0].Error is null ? hers.Manifest : danas.Manifest, lost.Winner);
        Assert.Equal(won.Circle, (await patient.Client.Api.Circles()).Items.Single(item => item.Plan).Circle);
        Assert.Null((replies[0].Error is null ? await patient.Client.Api.Commit(hers) : await clinic.Dana.Api.Commit(danas)).Error);
    }

    [Fact]
    public async Task A_plan_is_written_together_and_a_responder_opens_it_through_the_crisis_team()
    {
        Person patient = await Patient();
        Conversation plan = await patient.Client.StartPlan(patient.Client.Person, clinic.Team);
        SendResult first = await plan.SendPlan(Steps);
        Assert.Null(first.Error);
        string record = await Record(patient);

        Conversation danas = (await clinic.Dana.OpenPlan(record))!;
        Assert.Null((await danas.SendPlan([.. Steps[..4], [new PlanLine("Dana, my therapist", "303 555 0187")], Steps[5]])).Error);
        Conversation responders = (await clinic.Luis.OpenPlan(record))!;

        SafetyPlan[] versions = [.. responders.Messages.Select(message => message.Plan!)];
        Assert.Equal([0UL, first.Number], versions.Select(version => version.Base));
        Assert.Equal("Dana, my therapist", versions[^1].Steps[4].Single().Text);
        Assert.Equal([patient.Client.Person, clinic.Dana.Person], responders.Messages.Select(message => message.Author));
        Assert.Null(await clinic.Tom.OpenPlan(record));
        Assert.Equal(HubErrors.NotFound, (await clinic.Tom.Hub.Since(plan.Circle.ToString(), 0)).Error);
    }

    [Fact]
    public async Task A_version_of_a_plan_is_no_row_of_a_queue()
    {
        Person patient = await Patient();
        Conversation plan = await patient.Client.StartPlan(patient.Client.Person, clinic.Team);
        await plan.SendPlan(Steps);
        Conversation danas = (await clinic.Dana.OpenPlan(await Record(patient)))!;
        await danas.SendPlan(Steps);

        Assert.Equal(0, Rows(plan.Circle.ToString()));
        Conversation thread = await patient.Client.StartThread(clinic.CrisisTeam);
        await thread.Send("words");
        Assert.Equal(1, Rows(thread.Circle.ToString()));
    }

    [Fact]
    public async Task A_plan_is_begun_by_the_patient_or_a_team_they_write_to()
    {
        Person patient = await Patient(writesTo: false);
        async Task<string?> Dana() => (await clinic.Dana.Api.Commit(
            Commits.Of(await Plan(clinic.Dana, patient.Client.Person, clinic.Team, clinic.CrisisTeam)) with { Plan = true })).Error;

        Assert.Equal(HubErrors.NotAllowed, await Dana());
        await patient.Client.StartThread(clinic.Team);
        Assert.Null(await Dana());
    }

    [Fact]
    public async Task A_responder_begins_a_plan_only_while_an_alert_of_the_patient_is_open()
    {
        Person patient = await Patient(writesTo: false);
        async Task<string?> Luis() => (await clinic.Luis.Api.Commit(
            Commits.Of(await Plan(clinic.Luis, patient.Client.Person, clinic.CrisisTeam)) with { Plan = true })).Error;

        Assert.Equal(HubErrors.NotAllowed, await Luis());
        Assert.Null((await patient.Client.Hub.RaiseAlert(patient.Client.NewId(), "help-button")).Error);
        Assert.Null(await Luis());
    }

    [Fact]
    public async Task Who_is_not_in_the_first_plan_is_not_told_where_it_is()
    {
        Person patient = await Patient();
        Person outsider = await clinic.Join(clinic.Priya, "clinician");
        Hash others = await clinic.NewTeam(outsider.Client, "therapy");
        await patient.Client.StartPlan(patient.Client.Person, clinic.Team);
        await patient.Client.StartThread(others);

        CommitReply reply = await outsider.Client.Api.Commit(
            Commits.Of(await Plan(outsider.Client, patient.Client.Person, others, clinic.CrisisTeam)) with { Plan = true });
        Assert.Equal((HubErrors.NotAllowed, "", null), (reply.Error, reply.Circle, reply.Winner));
    }

    [Fact]
    public async Task A_plan_is_a_thread_that_the_crisis_team_can_read()
    {
        Person patient = await Patient();
        Commit without = Commits.Of(await Plan(patient.Client, patient.Client.Person, clinic.Team)) with { Plan = true };
        Assert.Equal(HubErrors.Malformed, (await patient.Client.Api.Commit(without)).Error);

        Assert.Null((await patient.Client.Hub.RaiseAlert(patient.Client.NewId(), "help-button")).Error);
        Commit room = Commits.Of(await Link(patient.Client, Kind.Crisis, patient.Client.Person, clinic.CrisisTeam)) with { Plan = true };
        Assert.Equal(HubErrors.Malformed, (await patient.Client.Api.Commit(room)).Error);
        Assert.DoesNotContain((await patient.Client.Api.Circles()).Items, item => item.Plan);
    }

    private long? Rows(string circle) => clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM QueueItems WHERE Circle = ?1", circle));

    /// <summary>A patient of one's own, who writes to Dana's team unless told otherwise.</summary>
    private async Task<Person> Patient(bool writesTo = true)
    {
        Person patient = await clinic.Join(clinic.Tom, "patient");
        if (writesTo)
            await patient.Client.StartThread(clinic.Team);
        return patient;
    }

    private static async Task<string> Record(Person patient) => (await patient.Client.Api.Me()).Account.ToString();

    private Task<CircleLink> Plan(CareClient author, Hash patient, params Hash[] teams) => Link(author, Kind.Thread, patient, teams);

    private async Task<CircleLink> Link(CareClient author, Kind kind, Hash patient, params Hash[] teams)
    {
        await author.Directory.Refresh();
        Seat[] seats = [new Seat(patient, Role.Patient), .. teams.Append(clinic.Custodian).Select(team => new Seat(team, Role.Member))];
        foreach (Seat seat in seats)
            await author.Directory.RefreshPrincipal(seat.Principal, kind);
        return Commits.Found(author, kind, seats);
    }
}
