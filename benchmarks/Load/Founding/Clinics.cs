using System.Text.RegularExpressions;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Founding;

/// <summary>Founded clinics, kept for some hours: founding one with a thousand people takes minutes.</summary>
internal static partial class Clinics
{
    // A session's token is good for eight.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(5);

    /// <param name="messages">For all threads together.</param>
    public static async Task<Workload> For(int connections, int messages)
    {
        var cast = Cast.Of(connections);
        var perThread = (messages + cast.Patients - 1) / cast.Patients;
        var folder = Path.Combine(Scratch.Root, $"clinic-{connections}-{perThread}");
        if (Founded.Read(folder) is { } known && TimeProvider.System.GetUtcNow() - known.At < Fresh)
            return new Workload(folder, known, SealedMessages.Read(Path.Combine(folder, "messages")));

        Console.WriteLine($"Founding a clinic of {connections} people who are connected, with {perThread} sealed messages in each thread …");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        var node = await CareConnectNodes.Launch(folder, data);
        using (node.Process)
        {
            await using var foundry = new Foundry(node.Url, cast);
            var (founded, made) = await foundry.Found(SetupCode().Match(await File.ReadAllTextAsync(node.Process.Log)).Groups[1].Value, perThread);
            await node.Process.Stop();
            made.Write(Path.Combine(folder, "messages"));
            founded.Write(folder);
            return new Workload(folder, founded, made);
        }
    }

    [GeneratedRegex("enter this code: (\\S+)")]
    private static partial Regex SetupCode();
}
