using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Contacts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using MediatR;
using static CareConnect.Hub.Tests.CareClinic;
using EmergencyContact = CareConnect.Domain.People.EmergencyContact;

namespace CareConnect.Hub.Tests.Contacts;

/// <summary>How a patient is reached: theirs to write, for few to read, and each read leaves a trace.</summary>
public sealed class ContactsTests : IAsyncLifetime
{
    private static readonly ContactDetails Details = new(
        "303 555 0187", "2210 Larimer Street", [new("Elena", "sister", "303 555 0119", true), new("Ben", "", "(303) 555-0100", false)]);

    private CareClinic clinic = null!;
    private Caller maya = null!, sam = null!, dana = null!, luis = null!, tom = null!;
    private string danas = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await Open();
        (maya, sam) = (await clinic.Person("maya", Role.Patient), await clinic.Person("sam", Role.Patient));
        (dana, luis, tom) = (await clinic.Person("dana", Role.Clinician), await clinic.Person("luis", Role.Crisis), await clinic.Person("tom", Role.FrontDesk));
        danas = await clinic.Team("danas", "therapy", dana);
        await clinic.Team("crisis", "crisis", luis);
        await clinic.Thread(maya, danas);
        await Save(maya, Details);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_patient_reads_what_they_wrote_and_writes_it_anew()
    {
        Assert.Equal(Details.Contacts, (await Send(new ReadMyContacts(maya)))!.Contacts);
        Assert.Equal((Details.Phone, Details.Address), ((await Send(new ReadMyContacts(maya)))!.Phone, (await Send(new ReadMyContacts(maya)))!.Address));
        Assert.Equal(ContactDetails.None, await Send(new ReadMyContacts(sam)));

        await Save(maya, new ContactDetails(" 988 ", "", [new("", " ", "", true), new(" Ruth ", "friend", "303 555 0142", false)]));
        ContactDetails now = (await Send(new ReadMyContacts(maya)))!;
        Assert.Equal(("988", ""), (now.Phone, now.Address));
        Assert.Equal([new EmergencyContact("Ruth", "friend", "303 555 0142", false)], now.Contacts);
    }

    [Fact]
    public async Task Staff_have_none_and_write_none()
    {
        Assert.Null(await Send(new ReadMyContacts(dana)));
        Assert.False((await Send(new SaveMyContacts(dana, Details))).Allowed);
    }

    [Fact]
    public async Task What_is_not_right_is_named_and_nothing_of_it_is_stored()
    {
        SavedContacts saved = await Send(new SaveMyContacts(maya, new ContactDetails("nobody", "", [new("Ruth", "", "", false)])));

        Assert.Equal([ContactProblem.NoPhoneNumber, ContactProblem.Missing], saved.Faults.Select(fault => fault.Problem));
        Assert.Equal(Details.Phone, (await Send(new ReadMyContacts(maya)))!.Phone);
    }

    [Fact]
    public async Task A_team_that_the_patient_writes_to_reads_them_and_it_is_written_down()
    {
        PatientContacts read = (await Read(dana))!;

        Assert.Equal(("303 555 0187", "2210 Larimer Street"), (read.Phone, read.Address));
        Assert.Equal([("Elena", true), ("Ben", false)], read.Contacts.Select(each => (each.Name, each.MayCall)));
        Assert.Equal([danas], read.Teams);
        Assert.Equal((maya.Account, dana.Account, "contacts"), clinic.Read(sql => sql.First(
            "SELECT Record, Account, What FROM RecordReads", row => (row.GetGuid(0), row.GetGuid(1), row.GetString(2)))));
    }

    [Fact]
    public async Task Nobody_else_reads_them_and_a_refusal_leaves_no_trace_of_a_read()
    {
        foreach (Caller caller in (Caller[])[tom, luis, sam, maya])
            Assert.Null(await Read(caller));

        Assert.Equal(0, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM RecordReads")));
    }

    [Fact]
    public async Task A_responder_reads_them_while_an_alert_of_that_patient_is_open()
    {
        await Send(new RaiseAlert(sam, Guid.CreateVersion7(clinic.Clock.GetUtcNow()), "help-button"));
        Assert.Null(await Read(luis));

        RaiseReply raised = await Send(new RaiseAlert(maya, Guid.CreateVersion7(clinic.Clock.GetUtcNow()), "help-button"));
        Assert.NotNull(await Read(luis));
        Assert.Null(await Read(tom));

        await clinic.Write("UPDATE Alerts SET State = 'closed' WHERE Id = ?1", raised.Alert);
        Assert.Null(await Read(luis));
    }

    [Fact]
    public async Task The_right_ends_with_the_team_the_list_and_the_thread()
    {
        Assert.NotNull(await Read(dana));
        await clinic.Drop(danas, dana.Person!);
        Assert.Null(await Read(dana));
        await clinic.List(danas, dana.Person!, role: 0, team: false);
        await clinic.Drop(Id("clinic"), danas);
        Assert.Null(await Read(dana));
    }

    [Fact]
    public async Task Reading_the_plan_alone_gives_no_right_to_them()
    {
        await clinic.Write("UPDATE Circles SET Plan = TRUE, Patient = ?2 WHERE Id = ?1", Id("thread of maya"), maya.Account);

        Assert.Null(await Read(dana));
    }

    private Task<PatientContacts?> Read(Caller caller) => Send(new ReadPatientContacts(caller, maya.Account));

    private async Task Save(Caller caller, ContactDetails details) => Assert.Equal((true, 0), await Saved(caller, details));

    private async Task<(bool Allowed, int Faults)> Saved(Caller caller, ContactDetails details) =>
        await Send(new SaveMyContacts(caller, details)) is var (allowed, faults) ? (allowed, faults.Count) : default;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
