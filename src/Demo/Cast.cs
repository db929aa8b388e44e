using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Protocol;

namespace CareConnect.Demo;

/// <summary>The demo's people: each with a client of their own, and a recovery code that the sign-in page needs.</summary>
internal sealed class Cast(Uri url, TimeProvider clock) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<Entry> entries = [];
    private readonly List<CareClient> clients = [];
    private readonly List<HttpClient> connections = [];

    public async Task<CareClient> Found(string setupCode, string name, string login)
    {
        using var code = new RecoveryCode();
        var password = NewPassword();
        var setup = new Setup(setupCode, "Larimer Street Clinic", "America/Denver", login, password);
        return Keep(await Enrolment.Found(NewApi(), setup, name, code, clock), login, name, "administrator", code);
    }

    /// <summary>Invites somebody, who joins with the link; the inviter's device then checks and confirms them.</summary>
    public async Task<CareClient> Join(CareClient inviter, string role, string name, string login, bool steward = false)
    {
        using var code = new RecoveryCode();
        var link = await inviter.Clinic.Invite(role, name, steward);
        var joined = Keep(await Enrolment.Join(NewApi(), link, login, NewPassword(), code, clock), login, name, role, code);
        await inviter.Clinic.ConfirmJoined();
        return joined;
    }

    /// <summary>Writes who can be signed in as. Whole or not at all: the sign-in page must never see half of it.</summary>
    public async Task Write(string path)
    {
        var draft = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(draft, options))
        {
            await JsonSerializer.SerializeAsync(file, entries.OrderBy(entry => Order(entry.Kind)), Format);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
            await client.DisposeAsync();
        foreach (var connection in connections)
            connection.Dispose();
    }

    private CareClient Keep(CareClient client, string login, string name, string role, RecoveryCode code)
    {
        clients.Add(client);
        entries.Add(new Entry(login, name, role, code.Write()));
        return client;
    }

    private CareApi NewApi()
    {
        var http = new HttpClient { BaseAddress = url };
        connections.Add(http);
        return new CareApi(http);
    }

    // Nobody signs in with it: the demo's page signs in by one click, and only a demo has that page.
    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)) + "aA1!";

    private static int Order(string kind) => Array.IndexOf(["patient", "clinician", "crisis", "front-desk", "administrator"], kind);

    private sealed record Entry(string Login, string Name, string Kind, string RecoveryCode);
}
