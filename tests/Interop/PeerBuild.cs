using System.Diagnostics;

[assembly: AssemblyFixture(typeof(CareConnect.Interop.Tests.PeerBuild))]

namespace CareConnect.Interop.Tests;

/// <summary>Builds the Node peer from the client's sources, once for all tests of this assembly.</summary>
public sealed class PeerBuild : IAsyncLifetime
{
    /// <summary>The built script.</summary>
    public string Script { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CareConnect.sln"))) root = root.Parent;
        var client = Path.Combine(root!.FullName, "src", "Web", "client");
        if (!Directory.Exists(Path.Combine(client, "node_modules"))) await Run(client, "ci");
        await Run(client, "run", "--silent", "build:peer");
        Script = Path.Combine(root.FullName, "tests", "Interop", "peer", "peer.mjs");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task Run(string folder, params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm {string.Join(' ', arguments)} failed:\n{await output}\n{await error}");
    }
}
