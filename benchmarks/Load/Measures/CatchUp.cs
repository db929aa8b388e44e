using System.Diagnostics;
using System.Globalization;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;
using CareConnect.Load.Wire;

namespace CareConnect.Load.Measures;

/// <summary>A device that has been away fetches 10,000 messages of one thread, as bytes, and as the .NET client that checks and opens each.</summary>
internal static class CatchUp
{
    public static async Task<Section> Run(Options options)
    {
        var count = options.Quick ? 400 : 10_000;
        var workload = await Clinics.For(2, count, Store.Sqlite);
        var (bytes, client) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < options.Times; turn++)
        {
            await using var running = await CareConnectNodes.OnSqlite.Start(workload);
            await Filling.Fill(workload, running, count);
            bytes.Add(await Fetch(workload, running, count));
            client.Add(await Open(workload, running.Nodes[0].Url, count));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:N0} messages: fetched in {bytes[^1]:N2} s, fetched, checked and opened in {client[^1]:N2} s"));
        }

        var table = new Table("", "seconds", "messages a second")
            .Row("fetched by pages of 200", Results.Spread(new Sample(bytes), "N2"), Results.Spread(Rate(bytes, count)))
            .Row("fetched, checked and opened by the .NET client", Results.Spread(new Sample(client), "N2"), Results.Spread(Rate(client, count)));
        return new Section(string.Create(CultureInfo.InvariantCulture, $"Catching up with {count:N0} messages"), $"""
            One thread, one node on SQLite. The first row is a device that only reads; the second is a device that has just been unlocked by the recovery code,
            follows the chain of hashes, checks every signature and decrypts every message.

            {table}
            """, []);
    }

    private static Sample Rate(List<double> seconds, int count) => new([.. seconds.Select(time => count / time)]);

    private static async Task<double> Fetch(Workload workload, Running running, int count)
    {
        var clinic = workload.Clinic(Store.Sqlite);
        using var device = await CareConnection.Open(running.Nodes[0].Port, clinic.Founded.Therapists[0], false, clinic.Messages, new Recorder(0, 0));
        var begun = Stopwatch.GetTimestamp();
        var (messages, number) = (0, 0L);
        while (true)
        {
            var reply = CareConnection.Demand(await device.Call("Since", clinic.Founded.Threads[0], number));
            var (read, last) = Read(reply, ref number);
            messages += read;
            if (number >= last) break;
        }

        if (messages != count) throw new InvalidOperationException($"{messages} of {count} messages were there.");
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static (int Messages, long Last) Read(byte[] reply, ref long number)
    {
        var last = new Packed(reply);
        var entries = new Packed(reply);
        var messages = 0;
        if (!last.Find("Last"u8) || !entries.Find("Entries"u8)) throw new InvalidDataException("No page of a log.");
        for (var left = entries.Array(); left > 0; left--)
        {
            var kind = entries;
            var its = entries;
            if (!kind.Find("Kind"u8) || !its.Find("Number"u8)) throw new InvalidDataException("No entry of a log.");
            if (kind.Text().SequenceEqual("message"u8)) messages++;
            number = its.Number();
            entries.Skip();
        }

        return (messages, last.Number());
    }

    private static async Task<double> Open(Workload workload, Uri url, int count)
    {
        var founded = workload.Clinic(Store.Sqlite).Founded;
        var therapist = founded.Therapists[0];
        using var http = new HttpClient { BaseAddress = url };
        if (!RecoveryCode.TryParse(therapist.RecoveryCode, out var code)) throw new InvalidDataException("No recovery code.");
        using (code)
        {
            await using var client = await Enrolment.Unlock(new CareApi(http), therapist.Login, therapist.Password, code, TimeProvider.System);
            if (!Hash.TryParse(founded.Threads[0], out var circle)) throw new InvalidDataException("No circle.");
            var begun = Stopwatch.GetTimestamp();
            var thread = await client.Open(circle);
            var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (thread.Messages.Count != count) throw new InvalidOperationException($"{thread.Messages.Count} of {count} messages were opened.");
            return took;
        }
    }
}

/// <summary>Puts messages into a clinic's threads by posting them, as many at a time as the hub takes of one device.</summary>
internal static class Filling
{
    private const int UnderWay = 8;

    /// <param name="count">In each thread.</param>
    /// <param name="from">Place in its thread of the first one.</param>
    public static async Task Fill(Workload workload, Running running, int count, int from = 0)
    {
        var clinic = workload.Clinic(Store.Sqlite);
        var recorder = new Recorder(workload.Cast.Patients, clinic.Messages.Supply);
        await using var fleet = await CareConnectNodes.Connect(clinic, recorder, [.. running.Nodes.Select(node => node.Port)]);
        using var room = new SemaphoreSlim(UnderWay);
        recorder.Done = _ => room.Release();
        for (var sequence = from; sequence < from + count; sequence++)
        {
            for (var thread = 0; thread < workload.Cast.Patients; thread++)
            {
                if (!await room.WaitAsync(TimeSpan.FromSeconds(30))) throw new TimeoutException($"The clinic takes no more: {Faults.Of(recorder, 0)}");
                recorder.Due(thread, sequence, Stopwatch.GetTimestamp());
                fleet.Send(thread, sequence);
            }
        }

        for (var left = UnderWay; left > 0; left--)
            if (!await room.WaitAsync(TimeSpan.FromSeconds(30))) throw new TimeoutException($"Messages are missing: {Faults.Of(recorder, left)}");
    }
}
