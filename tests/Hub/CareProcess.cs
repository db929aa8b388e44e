using System.Diagnostics;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Tests.Circles;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests;

/// <summary>The program as a process of its own, which can be killed.</summary>
internal sealed class CareProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly List<IAsyncDisposable> clients = [];
    private readonly List<HttpClient> connections = [];

    private CareProcess(Process process, string folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<CareProcess> Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "CareConnect.Web.dll"),
            "--contentRoot", ContentRoot(), "--urls", "http://127.0.0.1:0", "--Data", folder, "--Demo", "true"])
        {
            RedirectStandardOutput = true,
        };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, written) =>
        {
            int at = written.Data?.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) ?? -1;
            if (at >= 0)
                listening.TrySetResult(new Uri(written.Data![at..].Trim()));
        };
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The program ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        return new CareProcess(process, folder, await listening.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill() => process.Kill();

    public async Task<CareClient> Found()
    {
        var http = new HttpClient { BaseAddress = Address };
        connections.Add(http);
        using var code = new RecoveryCode();
        string setupCode = (await File.ReadAllTextAsync(Path.Combine(folder, "setup-code"))).Trim();
        CareClient founder = await Enrolment.Found(
            new CareApi(http), new Setup(setupCode, "Clinic", "Etc/UTC", "founder", "correct horse battery"), "Founder", code, TimeProvider.System);
        clients.Add(founder);
        return founder;
    }

    /// <summary>A channel of the founder's own team.</summary>
    public async Task<Conversation> Channel(CareClient founder)
    {
        Hash team = await founder.Teams.Create("team", "other");
        await founder.Clinic.ListTeam(team, "Team");
        await founder.Directory.Refresh();
        CircleLink link = Commits.Found(founder, Kind.Channel, new Seat(team, Role.Member));
        Assert.Null((await founder.Api.Commit(Commits.Of(link) with { Title = "topic" })).Error);
        return await founder.Open(link.Circle);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable client in clients)
            await client.DisposeAsync();
        foreach (HttpClient connection in connections)
            connection.Dispose();
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string ContentRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CareConnect.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The solution is not above the tests."), "src", "Web");
    }
}
