using System.Text.RegularExpressions;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Founding;

/// <summary>Founded clinics, kept for some hours: founding one with a thousand people takes minutes.</summary>
internal static partial class Clinics
{
    // A session's token is good for eight.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(5);

    /// <param name="messages">For all threads together.</param>
    public static async Task<Workload> For(int connections, int messages, params Store[] stores)
    {
        var cast = Cast.Of(connections);
        var perThread = (messages + cast.Patients - 1) / cast.Patients;
        var clinics = new Dictionary<Store, Clinic>();
        foreach (var store in stores) clinics[store] = await One(cast, perThread, store);
        return new Workload(cast, clinics);
    }

    private static async Task<Clinic> One(Cast cast, int perThread, Store store)
    {
        var folder = Path.Combine(Scratch.Root, "clinics", $"{store}-{cast.Connections}-{perThread}".ToLowerInvariant());
        var (clinic, messages) = (Path.Combine(folder, "clinic"), Path.Combine(folder, "messages"));
        if (Founded.Read(folder) is { } known && TimeProvider.System.GetUtcNow() - known.At < Fresh)
            return new Clinic(clinic, known, SealedMessages.Read(messages));

        Console.WriteLine($"Founding a clinic on {store} with {cast.Connections} people who will connect, and {perThread} sealed messages in each thread …");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(clinic);
        var place = await Place.Open(folder, clinic, store);
        var node = await CareConnectNodes.Launch(place);
        Founded founded;
        SealedMessages made;
        await using (new Running(Scratch.New("founding"), [node], place.Behind, (_, _) => throw OnlyFounded(), (_, _) => throw OnlyFounded()))
        await using (var foundry = new Foundry(node.Url, cast))
            (founded, made) = await foundry.Found(SetupCode().Match(await File.ReadAllTextAsync(node.Process.Log)).Groups[1].Value, perThread);

        // A clinic that went elsewhere would be measured as something that it is not.
        if (File.Exists(Path.Combine(clinic, "data", "care.db")) != (store == Store.Sqlite)) throw new InvalidOperationException($"The clinic is not on {store}.");
        made.Write(messages);
        founded.Write(folder);
        return new Clinic(clinic, founded, made);
    }

    private static NotSupportedException OnlyFounded() => new("Nobody connects while it is founded.");

    [GeneratedRegex("enter this code: (\\S+)")]
    private static partial Regex SetupCode();
}
