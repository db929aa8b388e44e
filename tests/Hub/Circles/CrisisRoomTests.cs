using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Circles;

/// <summary>Rooms and channels: what the clinic's own records say of a manifest that is right by itself.</summary>
[Collection(nameof(RunningClinic))]
public sealed class CrisisRoomTests(RunningClinic clinic)
{
    [Fact]
    public async Task The_first_committed_room_of_an_alert_wins_whoever_made_it()
    {
        Person patient = await clinic.Join(clinic.Tom, "patient");
        Guid alert = await Raised(patient.Client);
        Commit hers = Commits.Of(await Room(patient.Client, patient.Client.Person)) with { Alert = alert };
        Commit theirs = Commits.Of(await Room(clinic.Luis, patient.Client.Person)) with { Alert = alert };
        CommitReply[] replies = await Task.WhenAll(patient.Client.Api.Commit(hers), clinic.Luis.Api.Commit(theirs));

        CommitReply won = Assert.Single(replies, reply => reply.Error is null);
        CommitReply lost = Assert.Single(replies, reply => reply.Error == HubErrors.Lost);
        Assert.Equal(won.Circle, lost.Circle);
        Assert.Equal(replies[0].Error is null ? hers.Manifest : theirs.Manifest, lost.Winner);
        AlertRow row = (await clinic.Luis.Hub.Board()).Alerts.Single(each => each.Alert == alert);
        Assert.Equal(won.Circle, row.Room);
        Assert.Equal(1, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Circles WHERE Alert = ?1", alert)));
    }

    [Fact]
    public async Task A_room_needs_an_alert_of_its_own_patient()
    {
        Person patient = await clinic.Join(clinic.Tom, "patient");
        Guid alert = await Raised(patient.Client);
        Commit samsRoom = Commits.Of(await Room(clinic.Sam, clinic.Sam.Person));

        Assert.Equal(HubErrors.Malformed, (await clinic.Sam.Api.Commit(samsRoom)).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.Sam.Api.Commit(samsRoom with { Alert = clinic.Sam.NewId() })).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.Sam.Api.Commit(samsRoom with { Alert = alert })).Error);
    }

    [Fact]
    public async Task A_channel_is_about_a_patient_of_the_clinic_or_has_a_topic()
    {
        await clinic.Dana.Directory.Refresh();
        Seat[] seats = [new Seat(clinic.Team, Role.Member), new Seat(clinic.Custodian, Role.Member)];
        foreach (Seat seat in seats)
            await clinic.Dana.Directory.RefreshPrincipal(seat.Principal, Kind.Channel);
        Commit channel = Commits.Of(Commits.Found(clinic.Dana, Kind.Channel, seats));
        string maya = (await clinic.Maya.Api.Me()).Account.ToString();

        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Api.Commit(channel)).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Api.Commit(channel with { About = "Maya" })).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Api.Commit(channel with { About = maya, Title = "both" })).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Api.Commit(channel with { Title = new string('x', 101) })).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.Dana.Api.Commit(channel with { About = (await clinic.Tom.Api.Me()).Account.ToString() })).Error);
        CommitReply reply = await clinic.Dana.Api.Commit(channel with { About = maya });
        Assert.Null(reply.Error);
        Assert.Equal(maya, (await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == reply.Circle).Patient);
    }

    [Fact]
    public async Task A_thread_is_for_a_patient_of_the_clinic()
    {
        // Somebody with keys whom the clinic's list does not know yet, and who is no patient.
        using var invitation = new Crypto.Invitation(ClinicId());
        Assert.Null((await clinic.Priya.Api.Invite(new NewInvitation(invitation.TokenHash().ToArray(), "clinician", false, "", [1]))).Error);
        using var code = new RecoveryCode();
        CareClient unlisted = clinic.Keep(await Enrolment.Join(
            clinic.NewApi(), invitation.Write(), "unlisted", "correct horse battery", code, TimeProvider.System));
        CareRefusedException refused = await Assert.ThrowsAsync<CareRefusedException>(() => unlisted.StartThread(clinic.Team));

        Assert.Contains(HubErrors.NotFound, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_does_not_open_asks_the_others_for_a_repair_and_stops_nobody()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        string circle = thread.Circle.ToString();
        var heard = new Heard(clinic.Dana);

        Assert.Equal(HubErrors.NotFound, (await clinic.Sam.Hub.CannotOpen(circle, 0)).Error);
        Assert.Equal(HubErrors.WrongEpoch, (await clinic.Maya.Hub.CannotOpen(circle, 7)).Error);
        Assert.Null((await clinic.Maya.Hub.CannotOpen(circle, 0)).Error);
        await heard.Until(() => heard.Stale.Contains(circle));
        Assert.True((await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == circle).Stale);
        Assert.Null((await clinic.Maya.Hub.Post(Conversations.PostMessageTests.Sealed(clinic.Maya, thread).Bytes.ToArray())).Error);

        Conversation theirs = await clinic.Dana.Open(thread.Circle);
        Assert.Null((await clinic.Dana.Api.Commit(Commits.Of(Commits.Repair(clinic.Dana, theirs.Reader)))).Error);
        Assert.False((await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == circle).Stale);
    }

    private static async Task<Guid> Raised(CareClient patient)
    {
        Guid alert = patient.NewId();
        Assert.Null((await patient.Hub.RaiseAlert(alert, "help-button")).Error);
        return alert;
    }

    private async Task<CircleLink> Room(CareClient author, Hash patient)
    {
        await author.Directory.Refresh();
        Seat[] seats = [new Seat(patient, Role.Patient), new Seat(clinic.CrisisTeam, Role.Member), new Seat(clinic.Custodian, Role.Member)];
        foreach (Seat seat in seats)
            await author.Directory.RefreshPrincipal(seat.Principal, Kind.Crisis);
        return Commits.Found(author, Kind.Crisis, seats);
    }

    private Hash ClinicId() => Hash.TryParse(clinic.Read(sql => sql.Text("SELECT Circle FROM Clinic")), out Hash id) ? id : throw new InvalidOperationException();
}
