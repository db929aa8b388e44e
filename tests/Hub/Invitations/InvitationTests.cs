using System.Text;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Invitations;

[Collection(nameof(RunningClinic))]
public sealed class InvitationTests(RunningClinic clinic)
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Before_a_second_steward_there_are_no_patients()
    {
        string folder = Directory.CreateTempSubdirectory("one-steward").FullName;
        await using (var host = new RunningClinic.Host(folder))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            using var code = new RecoveryCode();
            string setupCode = await File.ReadAllTextAsync(Path.Combine(folder, "setup-code"));
            await using CareClient founder = await Enrolment.Found(
                new CareApi(http), new Setup(setupCode, "Clinic", "Etc/UTC", "founder", Password), "Founder", code, TimeProvider.System);

            CareRefusedException refused = await Assert.ThrowsAsync<CareRefusedException>(() => founder.Clinic.Invite("patient", "Pat"));
            Assert.Contains(HubErrors.WrongState, refused.Message, StringComparison.Ordinal);
            Assert.NotEmpty(await founder.Clinic.Invite("administrator", "Second", steward: true));
            Assert.False(File.Exists(Path.Combine(folder, "setup-code")));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_set_up_code_works_once_and_no_other_does()
    {
        CareApi api = clinic.NewApi();

        Assert.Equal(HubErrors.WrongCode, (await api.Setup(new Setup("AAAA-AAAA-AAAA-AAAA", "Clinic", "Etc/UTC", "second-founder", Password))).Error);
        Assert.Equal(HubErrors.Malformed, (await api.Setup(new Setup("AAAA", "Clinic", "Nowhere/Never", "second-founder", Password))).Error);
        Assert.False(clinic.Read(sql => sql.Any("SELECT 1 FROM Accounts WHERE UserName = 'second-founder'")));
    }

    [Fact]
    public async Task A_link_tells_what_it_is_for_and_works_once()
    {
        using Crypto.Invitation invitation = await Invited("patient", "Pat");
        CareApi api = clinic.NewApi();
        LookReply look = await api.Look(new Look(invitation.Token()));
        Assert.Equal((null, "patient", "Pat", "Clinic", ClinicId().ToString()), (look.Error, look.Role, look.Name, look.ClinicName, look.Clinic));

        Assert.Equal(HubErrors.WeakPassword, (await api.Join(new Join(invitation.Token(), "once", "short"))).Error);
        Assert.Equal(HubErrors.LoginTaken, (await api.Join(new Join(invitation.Token(), "priya", Password))).Error);
        Assert.Null((await api.Join(new Join(invitation.Token(), "once", Password))).Error);
        Assert.Equal(HubErrors.NotFound, (await api.Join(new Join(invitation.Token(), "twice", Password))).Error);
        Assert.Equal(HubErrors.NotFound, (await api.Look(new Look(invitation.Token()))).Error);
        Assert.Equal(HubErrors.NotFound, (await api.Look(new Look(new byte[32]))).Error);
        Assert.Equal(HubErrors.Malformed, (await api.Look(new Look(new byte[31]))).Error);
        Assert.Equal(1, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Accounts WHERE UserName IN ('once', 'twice')")));
    }

    [Fact]
    public async Task Of_many_who_join_with_one_link_one_does()
    {
        using Crypto.Invitation invitation = await Invited("patient", "Pat");
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => clinic.NewApi().Join(new Join(invitation.Token(), $"racer-{i}", Password))));

        Assert.Single(replies, reply => reply.Error is null);
        Assert.Equal(1, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Accounts WHERE UserName LIKE 'racer-%'")));
    }

    [Fact]
    public async Task An_expired_link_is_not_found()
    {
        using Crypto.Invitation invitation = await Invited("patient", "Late");
        await clinic.Get<WriterQueue>().Run(tx => tx.Execute("UPDATE Invitations SET ExpiresAt = 1 WHERE TokenHash = ?1", invitation.TokenHash().ToArray()));

        Assert.Equal(HubErrors.NotFound, (await clinic.NewApi().Look(new Look(invitation.Token()))).Error);
        Assert.Equal(HubErrors.NotFound, (await clinic.NewApi().Join(new Join(invitation.Token(), "late", Password))).Error);
        Assert.Contains((await clinic.Tom.Api.Invitations()).Items, item => item is { Name: "Late", State: "expired" });
    }

    [Fact]
    public async Task A_first_card_without_the_tag_of_its_invitation_is_refused()
    {
        using Crypto.Invitation invitation = await Invited("patient", "Tagless");
        CareApi api = clinic.NewApi();
        Assert.Null((await api.Join(new Join(invitation.Token(), "tagless", Password))).Error);
        Assert.Null(await api.SignIn("tagless", Password));
        using var code = new RecoveryCode();
        using var method = UnlockMethod.ByCode(code);
        using var device = new DeviceKey();
        var (keyring, update) = UnlockedKeyring.Enrol(device.PublicKey, [method], ClinicId(), 1);
        using (keyring)
        {
            var card = new StoreCard(update.Card, update.Keyring, [.. update.Wraps], []);
            Assert.Equal(HubErrors.Malformed, (await api.StoreCard(card)).Error);
            Assert.Null((await api.Me()).Person);
            await Assert.ThrowsAsync<HttpRequestException>(() => api.Keys());

            byte[] tag = invitation.Tag(keyring.Person).ToArray();
            Assert.Null((await api.StoreCard(card with { Tag = tag })).Error);
            Protocol.Invitation item = (await clinic.Tom.Api.Invitations()).Items.Single(item => item.Name == "Tagless");
            Assert.Equal(("joined", keyring.Person.ToString(), (await api.Me()).Account), (item.State, item.Person, item.Record));
            Assert.Equal(tag, item.Tag);
            Assert.Equal("unconfirmed", (await clinic.Tom.Api.Patients()).Items.Single(patient => patient.Name == "Tagless").State);
        }
    }

    [Fact]
    public async Task Only_who_may_invite_does()
    {
        var patient = new NewInvitation(Hash.Of([1, 2]).ToArray(), "patient", false, "Pat", [1]);
        var staff = new NewInvitation(Hash.Of([3, 4]).ToArray(), "clinician", false, "", [1]);

        Assert.Equal(HubErrors.NotAllowed, (await clinic.Maya.Api.Invite(patient)).Error);
        Assert.Equal(HubErrors.NotAllowed, (await clinic.Tom.Api.Invite(staff)).Error);
        Assert.Equal(HubErrors.NotAllowed, (await clinic.Dana.Api.Invite(staff)).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Priya.Api.Invite(staff with { Role = "king" })).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Priya.Api.Invite(staff with { Name = "in the clear" })).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Priya.Api.Invite(staff with { TokenHash = [1] })).Error);
        Assert.Equal(HubErrors.TooLarge, (await clinic.Priya.Api.Invite(staff with { Sealed = new byte[5000] })).Error);
    }

    [Fact]
    public async Task A_vouch_confirms_a_patient_and_only_a_right_one_does()
    {
        using Crypto.Invitation invitation = await Invited("patient", "Vouched");
        using var code = new RecoveryCode();
        CareClient joined = clinic.Keep(await Enrolment.Join(clinic.NewApi(), invitation.Write(), "vouched", Password, code, TimeProvider.System));
        Guid record = (await joined.Api.Me()).Account;
        await clinic.Tom.Directory.Refresh();
        await clinic.Dana.Directory.Refresh();

        Assert.Equal("UnknownLink", (await clinic.Tom.Api.Vouch(Vouch(clinic.Tom, record, joined.Person, Hash.Of([1])))).Error);
        Assert.Equal("WrongAuthor", (await clinic.Dana.Api.Vouch(Vouch(clinic.Tom, record, joined.Person))).Error);
        Assert.Equal("NotAllowed", (await joined.Api.Vouch(Vouch(joined, record, joined.Person, clinic.Tom.Directory.Clinic.Name))).Error);
        Assert.Equal("NotFound", (await clinic.Tom.Api.Vouch(Vouch(clinic.Tom, record, clinic.Maya.Person))).Error);
        byte[] spoiled = Vouch(clinic.Tom, record, joined.Person).Vouch;
        spoiled[^1] ^= 1;
        Assert.Equal("BadSignature", (await clinic.Tom.Api.Vouch(new NewVouch(spoiled))).Error);
        Assert.Equal("unconfirmed", await State());

        NewVouch right = Vouch(clinic.Tom, record, joined.Person);
        Assert.Null((await clinic.Tom.Api.Vouch(right)).Error);
        Assert.Null((await clinic.Tom.Api.Vouch(right)).Error);
        Assert.Equal("confirmed", await State());
        Assert.Contains((await clinic.Tom.Api.Invitations()).Items, item => item is { Name: "Vouched", State: "confirmed" });

        async Task<string> State() => (await clinic.Tom.Api.Patients()).Items.Single(patient => patient.Record == record.ToString()).State;
    }

    private static NewVouch Vouch(CareClient by, Guid record, Hash person, Hash? link = null) => new(by.Keys.Device.Key.Sign(Crypto.Verification.Vouch.ToBody(
        link ?? by.Directory.Clinic.Name, person, Encoding.ASCII.GetBytes(record.ToString("D")), VouchMethod.InPerson, by.Person, by.Keys.Device.Key.PublicKey, 1)));

    private async Task<Crypto.Invitation> Invited(string role, string name)
    {
        var invitation = new Crypto.Invitation(ClinicId());
        Assert.Null((await clinic.Tom.Api.Invite(new NewInvitation(invitation.TokenHash().ToArray(), role, false, name, [1]))).Error);
        return invitation;
    }

    private Hash ClinicId() => Hash.TryParse(clinic.Read(sql => sql.Text("SELECT Circle FROM Clinic")), out Hash id) ? id : throw new InvalidOperationException();
}
