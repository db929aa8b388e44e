using System.Text.RegularExpressions;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Faults.Tests.History;

/// <summary>A clinic with real keys, founded through the public endpoints: two clinicians, two responders, three patients with a thread each.</summary>
internal sealed partial class Cast(Uri address, Recorder recorder, int seed) : IAsyncDisposable
{
    public const int StepSeconds = 5;

    private readonly List<HttpClient> connections = [];
    private readonly List<Participant> all = [];

    public IReadOnlyList<Participant> All => all;

    public IEnumerable<Participant> Patients => all.Where(each => each.Name is "maya" or "sam" or "rosa");

    public IEnumerable<Participant> Responders => all.Where(each => each.Name is "luis" or "amari");

    /// <summary>Who reads which thread.</summary>
    public Dictionary<Hash, List<string>> Threads { get; } = [];

    /// <summary>Who the people of the hub are here.</summary>
    public string? NameOf(string? person) => person is null ? null : all.Find(each => each.Person == person)?.Name ?? person;

    /// <param name="log">The console of the program, which shows the set-up code.</param>
    public async Task Found(string log)
    {
        using var code = new RecoveryCode();
        var setup = new Setup(ShownCode().Match(log).Groups[1].Value, "Clinic", "Etc/UTC", "priya", ClinicRows.Password);
        var priya = Keep("priya", await Enrolment.Found(NewApi(), setup, "Priya", code, TimeProvider.System));
        var luis = await Join(priya, "crisis", "luis");
        var amari = await Join(priya, "crisis", "amari", steward: true);
        var dana = await Join(priya, "clinician", "dana");
        var mina = await Join(priya, "clinician", "mina");
        var danas = await dana.Teams.Create("Dana’s team", "therapy", mina.Person);
        var crisis = await luis.Teams.Create("Crisis team", "crisis", amari.Person);
        await priya.Clinic.ListTeam(danas, "Dana’s team");
        await priya.Clinic.ListTeam(crisis, "Crisis team");
        OnCallTarget To(CareClient person) => new("person", person.Person.ToString());
        var policy = await priya.Api.SetPolicy(new OnCallPolicy("In turn", [new OnCallStep([To(luis)], StepSeconds)], amari.Person.ToString(), StepSeconds, 0));
        if (policy.Error is not null) throw new CareRefusedException(policy.Error);
        foreach (var patient in (string[])["maya", "sam", "rosa"])
        {
            var client = await Join(dana, "patient", patient);
            var thread = (await client.StartThread(danas)).Circle;
            Threads[thread] = [patient, "dana", "mina"];
            foreach (var reader in all.Where(each => Threads[thread].Contains(each.Name))) reader.Follow(thread);
        }

        foreach (var each in all) each.Listen();
    }

    /// <summary>A second reading of somebody's, from the start.</summary>
    public static Task<CareClient> Again(Participant person) => Enrolment.Return(
        person.Client.Api, person.Client.Keys.Device, new Pins([.. person.Client.Keys.Links.Pins.All]), new Outbox(), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        foreach (var each in all) await each.DisposeAsync();
        foreach (var connection in connections) connection.Dispose();
    }

    private async Task<CareClient> Join(CareClient inviter, string role, string name, bool steward = false)
    {
        using var code = new RecoveryCode();
        var link = await inviter.Clinic.Invite(role, name, steward);
        var joined = Keep(name, await Enrolment.Join(NewApi(), link, name, ClinicRows.Password, code, TimeProvider.System));
        await inviter.Clinic.ConfirmJoined();
        return joined;
    }

    private CareClient Keep(string name, CareClient client)
    {
        all.Add(new Participant(name, client, recorder, new Random(seed + all.Count)));
        return client;
    }

    private CareApi NewApi()
    {
        var http = new HttpClient { BaseAddress = address };
        connections.Add(http);
        return new CareApi(http);
    }

    [GeneratedRegex("enter this code: ([A-Z0-9-]+)")]
    private static partial Regex ShownCode();
}
