using System.Collections.Concurrent;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Faults.Tests.History;

/// <summary>
/// A person on a real client, who writes, reads, and now and then is killed: between the post and its acknowledgement, or
/// between what was read and the mark for it. Keeps what a device keeps. What it does and sees is recorded.
/// </summary>
internal sealed class Participant(string name, CareClient first, Recorder recorder, Random random) : IAsyncDisposable
{
    private static readonly TimeSpan SlowLook = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ulong> hints = [];
    private readonly Queue<(Hash Circle, Draft Draft, string Words)> waiting = [];
    private readonly Dictionary<Hash, (Conversation Read, ulong Last, int Refused)> read = [];
    private readonly List<Hash> circles = [];
    private readonly HashSet<Guid> begun = [];
    private readonly UnlockedDevice device = first.Keys.Device;
    private volatile CareClient client = first;
    private DateTimeOffset nextLook;
    private int count;

    public string Name => name;

    public string Person => device.Person.ToString();

    /// <summary>The connection of this moment, which may be broken.</summary>
    public CareHubConnection Hub => client.Hub;

    public CareClient Client => client;

    /// <summary>How often it was killed.</summary>
    public int Deaths { get; private set; }

    public void Follow(Hash circle) => circles.Add(circle);

    public void Listen()
    {
        client.Hub.Appended += (circle, entry) =>
        {
            recorder.Add(at => new Pushed(at, name, circle, (ulong)entry.Number, Convert.ToHexString(entry.Hash)));
            hints[circle] = (ulong)entry.Number;
        };
        client.Hub.Reconnected += LookAtAll;
    }

    /// <summary>Writes and reads until told to be quiet.</summary>
    public async Task Live(CancellationToken quiet, CancellationToken stop)
    {
        LookAtAll();
        while (!quiet.IsCancellationRequested)
        {
            await Task.Delay(random.Next(20, 250), stop);
            await Safely(async () =>
            {
                if (waiting.Count < 5 && circles.Count > 0) await Write(circles[random.Next(circles.Count)]);
                await SendOne(mayDie: true, stop);
                await Look();
            }, stop);
        }
    }

    /// <summary>Sends what waits. Whoever cannot do that on a clinic without faults is stuck.</summary>
    public async Task SendAll(CancellationToken stop)
    {
        while (waiting.Count > 0) await Safely(() => SendOne(mayDie: false, stop), stop);
    }

    /// <summary>Reads to the end.</summary>
    public async Task ReadAll(CancellationToken stop)
    {
        var done = false;
        while (!done)
        {
            await Safely(async () =>
            {
                LookAtAll();
                await Look();
                done = true;
            }, stop);
        }
    }

    /// <summary>Does it on a connection that works, however often that takes.</summary>
    public async Task<T> Insist<T>(Func<CareHubConnection, Task<T>> ask, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await ask(client.Hub).WaitAsync(TimeSpan.FromSeconds(10), stop);
            }
            catch (Exception exception) when (IsOfTheNetwork(exception, stop))
            {
                await Task.Delay(100, stop);
            }
        }
    }

    public async ValueTask DisposeAsync() => await client.DisposeAsync();

    /// <summary>Comes back after its process was killed, with what the device kept.</summary>
    private async Task Return(IReadOnlyCollection<Pin> pins, Outbox kept, CancellationToken stop)
    {
        Deaths++;
        var gone = client;
        recorder.Add(at => new Died(at, name));
        read.Clear();
        _ = gone.Hub.DisposeAsync().AsTask();
        while (true)
        {
            try
            {
                client = await Enrolment.Return(gone.Api, device, new Pins(pins), new Outbox(kept.Waiting), TimeProvider.System);
                break;
            }
            catch (Exception exception) when (IsOfTheNetwork(exception, stop))
            {
                await Task.Delay(100, stop);
            }
        }

        Listen();
        LookAtAll();
    }

    private async Task Write(Hash circle)
    {
        var conversation = await Opened(circle);
        var words = $"{name} {++count}";
        waiting.Enqueue((circle, Draft.For(conversation.Reader, client.NewId(), Contents.Text(words)), words));
    }

    private async Task SendOne(bool mayDie, CancellationToken stop)
    {
        if (!waiting.TryPeek(out var next)) return;
        var conversation = await Opened(next.Circle);
        if (begun.Add(next.Draft.Id)) recorder.Add(at => new Sent(at, name, next.Circle.ToString(), next.Words));
        IReadOnlyCollection<Pin> pins = [.. client.Keys.Links.Pins.All];
        var sending = conversation.Send(next.Draft);
        if (mayDie && random.NextDouble() < 0.03)
        {
            // Killed with the message on its way, or just acknowledged.
            await Task.WhenAny(sending, Task.Delay(random.Next(0, 40), stop));
            var kept = new Outbox(client.Outbox.Waiting);
            _ = sending.ContinueWith(late => late.Exception, TaskScheduler.Default);
            await Return(pins, kept, stop);
            return;
        }

        var result = await sending;
        switch (result.Error)
        {
            case null:
                recorder.Add(at => new Acknowledged(at, name, next.Circle.ToString(), next.Words, result.Number));
                waiting.Dequeue();
                break;
            case HubErrors.Busy or HubErrors.Stale:
                break;
            default:
                recorder.Add(at => new Refused(at, name, next.Circle.ToString(), next.Words, result.Error));
                waiting.Dequeue();
                break;
        }
    }

    private void LookAtAll()
    {
        foreach (var circle in circles) hints[circle.ToString()] = 0;
    }

    private async Task Look()
    {
        // A hint may be lost: a slow timer looks as well.
        if (TimeProvider.System.GetUtcNow() > nextLook)
        {
            nextLook = TimeProvider.System.GetUtcNow() + SlowLook;
            LookAtAll();
        }

        foreach (var circle in circles.Where(circle => hints.ContainsKey(circle.ToString())))
        {
            hints.TryRemove(circle.ToString(), out _);
            try
            {
                await Fetch(circle);
            }
            catch
            {
                hints[circle.ToString()] = 0;
                throw;
            }
        }
    }

    private async Task Fetch(Hash circle)
    {
        var conversation = await Opened(circle);
        var began = recorder.Now();
        await conversation.Sync();
        Note(circle, conversation);
        recorder.Add(at => new Fetched(at, name, circle.ToString(), conversation.Reader.Position, began));

        // Killed between what was applied and the mark for it, sometimes.
        if (random.NextDouble() < 0.2) await conversation.Opened();
    }

    private void Note(Hash circle, Conversation conversation)
    {
        var (_, last, refused) = read[circle];
        foreach (var message in conversation.Messages.Where(message => message.Number > last))
        {
            recorder.Add(at => new Applied(at, name, circle.ToString(), message.Number, message.Words ?? ""));
            last = message.Number;
        }

        foreach (var each in conversation.Refused.Skip(refused))
            recorder.Add(at => new Unreadable(at, name, circle.ToString(), each.Number, $"{each}"));
        read[circle] = (conversation, last, conversation.Refused.Count);
    }

    private async Task<Conversation> Opened(Hash circle)
    {
        if (read.TryGetValue(circle, out var known)) return known.Read;
        var conversation = await client.Open(circle);
        read[circle] = (conversation, 0, 0);
        Note(circle, conversation);
        return conversation;
    }

    private static async Task Safely(Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (IsOfTheNetwork(exception, stop))
        {
            await Task.Delay(50, stop);
        }
    }

    /// <summary>Everything but what says that the product is wrong: a refusal, or a bug of this test.</summary>
    private static bool IsOfTheNetwork(Exception exception, CancellationToken stop) => !stop.IsCancellationRequested && exception is
        IOException or HttpRequestException or OperationCanceledException or TimeoutException or Microsoft.AspNetCore.SignalR.HubException
        or System.Net.WebSockets.WebSocketException or ObjectDisposedException or System.Text.Json.JsonException
        || exception is InvalidOperationException { Source: "Microsoft.AspNetCore.SignalR.Client.Core" };
}
