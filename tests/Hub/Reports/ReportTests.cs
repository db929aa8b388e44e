using System.Net;
using CareConnect.Client;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Reports;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Reports;

/// <summary>"The clinic is told": by whom, once, and who sees it.</summary>
[Collection(nameof(RunningClinic))]
public sealed class ReportTests(RunningClinic clinic)
{
    private static int chains;

    [Fact]
    public async Task A_report_is_kept_once_with_its_first_number_and_the_people_page_is_told()
    {
        string chain = Chain();
        var heard = new Heard(clinic.Priya);
        Assert.Null((await clinic.Sam.Hub.Report(chain, 3, "WrongPrev")).Error);
        await heard.Until(() => heard.PeopleChanged > 0);
        Assert.Null((await clinic.Sam.Hub.Report(chain, 4, "WrongPrev")).Error);
        Assert.Null((await clinic.Sam.Hub.Report(chain, 5, "RolledBack")).Error);
        Assert.Null((await clinic.Maya.Hub.Report(chain, 6, "WrongPrev")).Error);

        Assert.Equal(
            [(clinic.Maya.Person.ToString(), 6, "WrongPrev"), (clinic.Sam.Person.ToString(), 5, "RolledBack"), (clinic.Sam.Person.ToString(), 3, "WrongPrev")],
            (await Of(chain)).Select(report => (report.Person, report.Number, report.Refusal)));
        Assert.All(await Of(chain), report => Assert.InRange(report.At, 1, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Stewards_and_administrators_see_reports_and_nobody_else_does()
    {
        Person administrator = await clinic.Join(clinic.Priya, "administrator");
        Assert.NotNull(await administrator.Client.Api.Reports());
        Assert.NotNull(await clinic.Luis.Api.Reports());
        foreach (CareClient other in (CareClient[])[clinic.Dana, clinic.Tom, clinic.Sam])
            await IsRefused(other);

        // As the clinic's next list without them does.
        await clinic.Get<WriterQueue>().Run(tx => tx.Execute(
            "DELETE FROM CircleMembers WHERE Circle = (SELECT Circle FROM Clinic) AND Principal = ?1", administrator.Client.Person.ToString()));
        await IsRefused(administrator.Client);

        static async Task IsRefused(CareClient client) =>
            Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HttpRequestException>(() => client.Api.Reports())).StatusCode);
    }

    [Theory]
    [InlineData("short", 1, "WrongPrev")]
    [InlineData("=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, "WrongPrev")]
    [InlineData(null, 1, "WrongPrev")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", -1, "WrongPrev")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, "wrongprev")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, "None")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, "12")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, "words of a patient")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 1, null)]
    public async Task A_report_takes_an_id_a_number_and_a_name_of_the_protocol(string? chain, long number, string? refusal) =>
        Assert.Equal(HubErrors.Malformed, (await clinic.Sam.Hub.Report(chain!, number, refusal!)).Error);

    [Fact]
    public async Task One_person_cannot_fill_the_clinics_list()
    {
        Person busy = await clinic.Join(clinic.Tom, "patient");
        for (int i = 0; i < ReportRefusalHandler.Most + 3; i++)
            Assert.Null((await busy.Client.Hub.Report(Chain(), i, "WrongPrev")).Error);

        string person = busy.Client.Person.ToString();
        Assert.Equal(ReportRefusalHandler.Most, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Reports WHERE Person = ?1", person)));
        await clinic.Get<WriterQueue>().Run(tx => tx.Execute("DELETE FROM Reports WHERE Person = ?1", person));
    }

    [Fact]
    public async Task A_report_is_logged_as_a_warning_with_ids_only_and_once()
    {
        string chain = Chain();
        var log = new Lines();
        var handler = new ReportRefusalHandler(clinic.Get<WriterQueue>(), clinic.Get<Hub.Connections.Pushes>(), TimeProvider.System, log);
        var caller = new Caller(Guid.Empty, Guid.Empty, Domain.People.Role.Patient, clinic.Sam.Person.ToString(), "Sam Whitfield");
        for (int i = 0; i < 2; i++)
            Assert.Null((await handler.Handle(new ReportRefusal(caller, chain, 7, "Shape"), default)).Error);

        Assert.Equal([(LogLevel.Warning, $"A device of {clinic.Sam.Person} refused {chain} at 7: Shape")], log);
    }

    [Fact]
    public async Task Who_has_no_keys_yet_has_nothing_to_report()
    {
        var handler = new ReportRefusalHandler(clinic.Get<WriterQueue>(), clinic.Get<Hub.Connections.Pushes>(), TimeProvider.System, new Lines());
        var caller = new Caller(Guid.Empty, Guid.Empty, Domain.People.Role.Patient, null, "");
        Assert.Equal(HubErrors.NotAllowed, (await handler.Handle(new ReportRefusal(caller, Chain(), 7, "Shape"), default)).Error);
    }

    [Fact]
    public async Task A_device_that_stops_a_circle_tells_the_clinic()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        await Spoil("UPDATE Entries SET Bytes = ?2 WHERE Circle = ?1 AND Number = 1", thread.Circle, thread.Reader.Newest!.Bytes, fromEnd: 1);

        Conversation theirs = await clinic.Dana.Open(thread.Circle);
        Assert.Equal(Refusal.BadSignature, theirs.Reader.StoppedBy);
        await theirs.Sync();
        Report report = Assert.Single(await Of(thread.Circle.ToString()));
        Assert.Equal((clinic.Dana.Person.ToString(), 1, "BadSignature"), (report.Person, report.Number, report.Refusal));
    }

    [Fact]
    public async Task A_device_that_is_shown_another_card_at_a_known_number_tells_the_clinic()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        clinic.Keep(await Enrolment.Unlock(clinic.NewApi(), person.Login, person.Password, person.Code, TimeProvider.System));
        await clinic.Dana.Directory.RefreshCards(person.Client.Person);
        byte[] second = (await clinic.Dana.Api.Cards(person.Client.Person.ToString())).Links[1];
        // The last byte of the body: its time.
        await Spoil("UPDATE Cards SET Bytes = ?2 WHERE Person = ?1 AND Number = 1", person.Client.Person, second, fromEnd: 65);

        var refused = await Assert.ThrowsAsync<CareRefusedException>(() => clinic.Dana.Directory.RefreshCards(person.Client.Person));
        Assert.Equal("RolledBack", refused.Refusal);
        Report report = Assert.Single(await Of(person.Client.Person.ToString()));
        Assert.Equal((clinic.Dana.Person.ToString(), "RolledBack"), (report.Person, report.Refusal));
    }

    private static string Chain() => Hash.Of(BitConverter.GetBytes(Interlocked.Increment(ref chains))).ToString();

    private async Task<IEnumerable<Report>> Of(string chain) => (await clinic.Priya.Api.Reports()).Items.Where(report => report.Chain == chain);

    private Task Spoil(string update, Hash chain, ReadOnlyMemory<byte> bytes, int fromEnd)
    {
        byte[] spoiled = bytes.ToArray();
        spoiled[^fromEnd] ^= 1;
        return clinic.Get<WriterQueue>().Run(tx => Assert.Equal(1, tx.Execute(update, chain.ToString(), spoiled)));
    }

    private sealed class Lines : List<(LogLevel, string)>, ILogger<ReportRefusal>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add((logLevel, formatter(state, exception)));
    }
}
