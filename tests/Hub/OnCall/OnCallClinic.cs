using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tests.OnCall;

/// <summary>A clinic with a crisis team of Luis, who leads it, and Amari; Dana is in none. It stands at 10:00 on November 24.</summary>
internal sealed class OnCallClinic(CareClinic clinic, Caller priya, Caller luis, Caller amari, Caller dana, Caller maya) : IAsyncDisposable
{
    public static readonly Guid Line = new("00000000-0000-7000-8000-0000000000aa");

    public CareClinic Clinic => clinic;

    public Caller Priya => priya;

    public Caller Luis => luis;

    public Caller Amari => amari;

    public Caller Dana => dana;

    public Caller Maya => maya;

    public static string Team => CareClinic.Id("crisis team");

    public static OnCallRotation Days(params Caller[] people) => Every("08:00", "20:00", 0, people);

    public static OnCallRotation Nights(params Caller[] people) => Every("20:00", "08:00", 1, people);

    public static OnCallRotation Every(string from, string until, int later, params Caller[] people) => new(
        "Every day", [.. people.Select(person => person.Person!)], 7, "2026-11-23", null,
        [new OnCallHours(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from, until, later)]);

    public static OnCallStep Step(int minutes, string kind, string id) => new([new OnCallTarget(kind, id)], minutes * 60);

    public static async Task<OnCallClinic> Open()
    {
        var clinic = await CareClinic.Open();
        var (priya, luis) = (await clinic.Person("priya", Role.Administrator), await clinic.Person("luis", Role.Crisis));
        var (amari, dana) = (await clinic.Person("amari", Role.Crisis), await clinic.Person("dana", Role.Clinician));
        await clinic.Team("crisis team", "crisis", luis, amari);
        await clinic.Write("UPDATE CircleMembers SET Role = 1 WHERE Circle = ?1 AND Principal = ?2", Team, luis.Person);
        return new OnCallClinic(clinic, priya, luis, amari, dana, await clinic.Person("maya", Role.Patient));
    }

    public Task<T> Ask<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);

    public Task<OnCallAnswer> Save(Caller by, int version, params OnCallRotation[] rotations) =>
        Ask(new SaveSchedule(by, Line, new OnCallSchedule("Crisis line", null, rotations, version)));

    public Task<OnCallAnswer> Policy(Caller by, int version, Caller? last, params OnCallStep[] steps) =>
        Ask(new SetPolicy(by, null, new OnCallPolicy("Alerts", steps, last?.Person, 300, version)));

    public Task<OnCallAnswer> Override(Caller by, DateTimeOffset from, DateTimeOffset until, Caller? person) =>
        Ask(new AddOverride(by, new OnCallOverride(Line, from.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds(), person?.Person)));

    /// <summary>Whom an alert would be paged to, step by step.</summary>
    public string[][] Paged(DateTimeOffset now) =>
        clinic.Read(sql => EscalationSteps.At(sql, now).Select(step => step.People.Select(Name).ToArray()).ToArray());

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private string Name(PersonId person) =>
        new[] { (priya, "priya"), (luis, "luis"), (amari, "amari"), (dana, "dana") }.Single(known => known.Item1.Person == person.Value).Item2;
}
