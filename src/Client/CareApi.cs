using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>The HTTP endpoints under <c>/api</c>, for a client with a bearer token. Refusals come back in the reply's <c>Error</c>.</summary>
public sealed class CareApi(HttpClient http)
{
    private string? token;

    /// <summary>The bearer token of the session, for the hub connection.</summary>
    public string? AccessToken => token;

    public Uri Address => http.BaseAddress!;

    /// <summary>Founds an empty clinic's first account with the console's one-time code. Sign in afterwards.</summary>
    public Task<Reply> Setup(Setup setup, CancellationToken stop = default) => Send<Reply>(HttpMethod.Post, "api/setup", setup, stop);

    public async Task<string?> SignIn(string login, string password, CancellationToken stop = default)
    {
        var reply = await Send<Token>(HttpMethod.Post, "api/token", new SignIn(login, password), stop);
        if (reply.Error is not null)
            return reply.Error;
        token = reply.AccessToken;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return null;
    }

    public Task<Self> Me(CancellationToken stop = default) => Get<Self>("api/me", stop);

    public Task<MyKeys> Keys(CancellationToken stop = default) => Get<MyKeys>("api/me/keys", stop);

    public Task<Reply> StoreCard(StoreCard card, CancellationToken stop = default) => Send<Reply>(HttpMethod.Post, "api/me/card", card, stop);

    public Task<Cards> Cards(string person, CancellationToken stop = default) => Get<Cards>($"api/people/{person}/cards", stop);

    public Task<Circles> Circles(CancellationToken stop = default) => Get<Circles>("api/circles", stop);

    public Task<Copies> Copies(string circle, long from, CancellationToken stop = default) => Get<Copies>($"api/circles/{circle}/copies?from={from}", stop);

    public Task<CommitReply> Commit(Commit commit, CancellationToken stop = default) => Send<CommitReply>(HttpMethod.Post, "api/commits", commit, stop);

    public Task<ClinicInfo> Clinic(CancellationToken stop = default) => Get<ClinicInfo>("api/clinic", stop);

    public Task<Reply> SetTeam(string team, TeamAttributes attributes, CancellationToken stop = default) => Send<Reply>(HttpMethod.Put, $"api/teams/{team}", attributes, stop);

    public Task<Reply> Invite(NewInvitation invitation, CancellationToken stop = default) => Send<Reply>(HttpMethod.Post, "api/invitations", invitation, stop);

    public Task<Invitations> Invitations(CancellationToken stop = default) => Get<Invitations>("api/invitations", stop);

    public Task<LookReply> Look(Look look, CancellationToken stop = default) => Send<LookReply>(HttpMethod.Post, "api/join/look", look, stop);

    public Task<Reply> Join(Join join, CancellationToken stop = default) => Send<Reply>(HttpMethod.Post, "api/join", join, stop);

    public Task<Reply> Vouch(NewVouch vouch, CancellationToken stop = default) => Send<Reply>(HttpMethod.Post, "api/vouches", vouch, stop);

    public Task<Patients> Patients(CancellationToken stop = default) => Get<Patients>("api/patients", stop);

    /// <summary>How a patient is reached; refused as not found for who may not know it.</summary>
    public Task<PatientContacts> Contacts(string record, CancellationToken stop = default) => Get<PatientContacts>($"api/patients/{record}/contacts", stop);

    public Task<Reports> Reports(CancellationToken stop = default) => Get<Reports>("api/reports", stop);

    public Task<OnCallReply> SaveSchedule(Guid id, OnCallSchedule schedule, CancellationToken stop = default) =>
        Send<OnCallReply>(HttpMethod.Put, $"api/on-call/schedules/{id}", schedule, stop);

    public Task<OnCallReply> AddOverride(OnCallOverride change, CancellationToken stop = default) =>
        Send<OnCallReply>(HttpMethod.Post, "api/on-call/overrides", change, stop);

    /// <summary>The policy by which alerts are paged. Refused with reasons, the old one stays in force.</summary>
    public Task<OnCallReply> SetPolicy(OnCallPolicy policy, CancellationToken stop = default) =>
        Send<OnCallReply>(HttpMethod.Put, "api/on-call/policy", policy, stop);

    private async Task<T> Get<T>(string path, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(stop) ?? throw new HttpRequestException($"{path} answered with nothing.");
    }

    // A refusal is a 4xx whose body is the same reply, with its Error set.
    private async Task<T> Send<T>(HttpMethod method, string path, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, body.GetType()) };
        using var answer = await http.SendAsync(request, stop);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError || answer.Content.Headers.ContentType?.MediaType != "application/json")
            answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(stop) ?? throw new HttpRequestException($"{path} answered with nothing.");
    }
}
