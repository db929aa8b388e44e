using System.Collections.Concurrent;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Tests.Circles;
using CareConnect.Hub.Tests.Conversations;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Connections;

/// <summary>Several processes on one database, and a process that dies.</summary>
[Collection(nameof(RunningClinic))]
public sealed class ProcessesTests(RunningClinic clinic)
{
    private const int Each = 60;

    [Fact]
    public async Task Two_processes_on_one_file_keep_one_order()
    {
        Conversation hers = await clinic.Maya.StartThread(clinic.Team);
        Conversation theirs = await clinic.Dana.Open(hers.Circle);
        await using var other = new RunningClinic.Host(clinic.Folder);
        await using var danas = new CareHubConnection(other.Address, clinic.Dana.Api.AccessToken!, clinic.Dana.Keys.Device.Key.PublicKey.ToArray());
        Assert.Null((await danas.Start(TestContext.Current.CancellationToken)).Error);

        PostReply[][] replies = await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, Each).Select(_ => clinic.Maya.Hub.Post(PostMessageTests.Sealed(clinic.Maya, hers).Bytes.ToArray()))),
            Task.WhenAll(Enumerable.Range(0, Each).Select(_ => danas.Post(PostMessageTests.Sealed(clinic.Dana, theirs).Bytes.ToArray()))));

        PostReply[] all = [.. replies.SelectMany(of => of)];
        Assert.All(all, reply => Assert.Null(reply.Error));
        Assert.Equal(Enumerable.Range(2, 2 * Each).Select(n => (long)n), all.Select(reply => reply.Number).Order());
        EntriesReply here = await clinic.Maya.Hub.Since(hers.Circle.ToString(), 0);
        EntriesReply there = await danas.Since(hers.Circle.ToString(), 0);
        Assert.Equal(here.Entries.Select(entry => entry.Hash), there.Entries.Select(entry => entry.Hash));
        Chained(here.Entries);
        await hers.Sync();
        Assert.Equal(2 * Each, hers.Messages.Count);
        Assert.Empty(hers.Refused);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_process_was_killed()
    {
        string folder = Directory.CreateTempSubdirectory("killed").FullName;
        var acknowledged = new ConcurrentDictionary<long, byte[]>();
        Hash circle;
        string token;
        byte[] device;
        await using (CareProcess process = await CareProcess.Start(folder))
        {
            CareClient founder = await process.Found();
            Conversation channel = await process.Channel(founder);
            (circle, token, device) = (channel.Circle, founder.Api.AccessToken!, founder.Keys.Device.Key.PublicKey.ToArray());
            var enough = new TaskCompletionSource();

            // Sealed from one view of the log, posted as fast as it goes until the process is gone.
            Task[] posting = [.. Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    byte[] bytes = PostMessageTests.Sealed(founder, channel).Bytes.ToArray();
                    try
                    {
                        PostReply reply = await founder.Hub.Post(bytes);
                        Assert.Null(reply.Error);
                        acknowledged[reply.Number] = bytes;
                    }
                    catch (Exception gone) when (gone is not Xunit.Sdk.XunitException)
                    {
                        return;
                    }

                    if (acknowledged.Count >= 200)
                        enough.TrySetResult();
                }
            }))];
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            process.Kill();
            await founder.Hub.DisposeAsync();
            await Task.WhenAll(posting);
        }

        // The session outlives the process as well: its keys are in the database.
        await using CareProcess again = await CareProcess.Start(folder);
        await using var hub = new CareHubConnection(again.Address, token, device);
        Assert.Null((await hub.Start(TestContext.Current.CancellationToken)).Error);
        var entries = new List<Entry>();
        while (true)
        {
            EntriesReply page = await hub.Since(circle.ToString(), entries.Count);
            Assert.Null(page.Error);
            entries.AddRange(page.Entries);
            if (entries.Count == page.Last)
                break;
        }

        Chained([.. entries]);
        Assert.True(acknowledged.Count >= 200);
        Assert.All(acknowledged, of => Assert.Equal(of.Value, entries[(int)of.Key - 1].Bytes));
        Directory.Delete(folder, recursive: true);
    }

    private static void Chained(Entry[] entries)
    {
        Hash hash = Log.Start;
        foreach (Entry entry in entries)
        {
            hash = Log.Next(hash, Hash.Of(entry.Bytes.AsSpan(..^64)));
            Assert.Equal(hash.ToArray(), entry.Hash);
        }
    }
}
