using System.Globalization;
using System.Security.Cryptography;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Load.Founding;

/// <summary>Founds a clinic at a running server, as its people would: every key, card, vouch and manifest is real.</summary>
internal sealed class Foundry(Uri url, Cast cast) : IAsyncDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private readonly SocketsHttpHandler http = new() { UseCookies = false };
    private readonly ParallelOptions width = new() { MaxDegreeOfParallelism = 4 };

    /// <param name="setupCode">From the server's console.</param>
    /// <param name="perThread">How many messages to seal for each patient.</param>
    public async Task<(Founded Founded, SealedMessages Messages)> Found(string setupCode, int perThread)
    {
        // (1) Two stewards, the staff, all on the clinic's list at once.
        using var code = new RecoveryCode();
        await using var admin = await Enrolment.Found(
            NewApi(), new Setup(setupCode, "Larimer Street Clinic", "America/Denver", "admin@clinic.example", NewPassword()), "Administrator", code, Clock);
        var second = await Join(admin, "crisis", "Steward", 0, steward: true);
        var responder = await Join(admin, "crisis", "Responder", 0);
        var therapists = await All(cast.Therapists, number => Join(admin, "clinician", "Therapist", number));
        await List(admin, [second, responder, .. therapists]);

        // (2) A team for each therapist, a crisis team, and the record keepers.
        var keepers = await admin.Teams.Create("Record keepers", "records", second.Client.Person);
        var crisis = await responder.Client.Teams.Create("Crisis team", "crisis", second.Client.Person);
        var teams = await All(cast.Therapists, number => therapists[number].Client.Teams.Create(Name("Team", number), "therapy"));
        await List(admin, [new Seat(keepers, Role.Custodian, Name: "Record keepers"), new Seat(crisis, Role.Team, Name: "Crisis team"),
            .. teams.Select((team, number) => new Seat(team, Role.Team, Name: Name("Team", number)))]);
        await OnCall(admin, responder.Client, second.Client);

        // (3) Each therapist's patients, their threads and what they will send.
        Console.Write($"  founding {cast.Patients} patients ");
        var patients = await All(cast.Patients, number => Join(therapists[cast.TherapistOf(number)].Client, "patient", "Patient", number));
        await All(cast.Therapists, async number =>
        {
            await therapists[number].Client.Clinic.ConfirmJoined();
            return true;
        });
        var messages = new Sealing(perThread);
        var threads = await All(cast.Patients, async number =>
        {
            var thread = await patients[number].Client.StartThread(teams[cast.TherapistOf(number)]);
            messages.Seal(number, cast.Patients, patients[number].Client, thread, answers: false);
            var therapist = therapists[cast.TherapistOf(number)].Client;
            messages.Seal(number, cast.Patients, therapist, await therapist.Open(thread.Circle), answers: true);
            return thread.Circle.ToString();
        });
        Console.WriteLine();

        var founded = new Founded(
            Clock.GetUtcNow(), [.. therapists.Select(person => person.Kept)], [.. patients.Select(person => person.Kept)], responder.Kept, threads);
        foreach (var person in (Person[])[second, responder, .. therapists, .. patients]) await person.Client.DisposeAsync();
        return (founded, messages.Made);
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    // Joins by an invitation, as a person of their own. The inviter's device holds the invitation, to check who came by it.
    private async Task<Person> Join(CareClient inviter, string role, string name, int number, bool steward = false)
    {
        using var code = new RecoveryCode();
        var fragment = await inviter.Clinic.Invite(role, Name(name, number), steward);
        var (login, password) = ($"{name.ToLowerInvariant()}-{number}@clinic.example", NewPassword());
        var client = await Enrolment.Join(NewApi(), fragment, login, password, code, Clock);
        var self = await client.Api.Me();
        if (number % 50 == 49) Console.Write('.');
        return new Person(
            client, fragment, Name(name, number), steward,
            new Someone(login, password, code.Write(), client.Api.AccessToken!, client.Keys.Device.Key.PublicKey.ToArray(), self.Account));
    }

    // The steward's device checks each tag before it puts the person onto the list; one link for all of them.
    private static async Task List(CareClient steward, Person[] joined)
    {
        var invitations = (await steward.Api.Invitations()).Items.Where(invitation => invitation.Person is not null).ToDictionary(invitation => invitation.Person!);
        foreach (var person in joined)
        {
            if (!Crypto.Invitation.TryParse(person.Fragment, out var held)) throw new CareRefusedException(HubErrors.Malformed);
            using (held)
            {
                if (!held.Confirms(person.Client.Person, invitations[person.Client.Person.ToString()].Tag)) throw new CareRefusedException("WrongTag");
            }
        }

        await List(steward, [.. joined.Select(person => new Seat(person.Client.Person, person.Steward ? Role.Lead : Role.Member, Name: person.Name))]);
    }

    private static async Task List(CareClient steward, Seat[] seats)
    {
        await steward.Directory.RefreshClinic();
        var clinic = steward.Directory.Clinic;
        foreach (var lead in clinic.Members.Select(Seat.Of).Concat(seats).Where(seat => seat.Role == Role.Lead)) await steward.Directory.RefreshCards(lead.Principal);
        var author = new CircleAuthor(steward.Keys, Clock);
        if (!author.TryChangeClinic([.. clinic.Members.Select(Seat.Of), .. seats], out var link, out var refusal))
            throw new CareRefusedException(refusal.ToString());
        Demand((await steward.Api.Commit(new Commit(link.Manifest.Bytes.ToArray(), []))).Error);
        await steward.Directory.RefreshClinic();
    }

    private static async Task OnCall(CareClient admin, CareClient first, CareClient second)
    {
        OnCallStep[] steps = [new([new OnCallTarget("person", first.Person.ToString())], 300)];
        Demand((await admin.Api.SetPolicy(new OnCallPolicy("Crisis alerts", steps, second.Person.ToString(), 300, 0))).Error);
    }

    private async Task<T[]> All<T>(int count, Func<int, Task<T>> make)
    {
        var made = new T[count];
        await Parallel.ForAsync(0, count, width, async (number, _) => made[number] = await make(number));
        return made;
    }

    private CareApi NewApi() => new(new HttpClient(http, disposeHandler: false) { BaseAddress = url });

    private static string Name(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name} {number}");

    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)) + "aA1!";

    private static void Demand(string? error)
    {
        if (error is not null) throw new CareRefusedException(error);
    }

    private sealed record Person(CareClient Client, string Fragment, string Name, bool Steward, Someone Kept);
}
