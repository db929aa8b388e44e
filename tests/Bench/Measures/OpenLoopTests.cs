using CareConnect.Load;
using CareConnect.Load.Measures;
using CareConnect.Load.Systems;
using CareConnect.Load.Wire;

namespace CareConnect.Bench.Tests.Measures;

public sealed class OpenLoopTests
{
    private const int Rate = 1_000;

    [Fact]
    public async Task What_a_stall_holds_up_counts_with_all_it_was_held_up()
    {
        var schedule = new Schedule(10, Rate, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
        var recorder = new Recorder(10, schedule.LastSequence + 1);
        await using var system = new Stalling(recorder, from: 100, until: 300);

        var figures = await OpenLoop.Measure(system, system, recorder, schedule);

        // Message 100 waits at least until message 300 is due, 200 ms later; message 299 hardly at all.
        for (var held = 100; held < 300; held++)
        {
            var (thread, sequence) = schedule[held];
            Assert.True(recorder.SendToReceive(thread, sequence) >= 300 - held - 0.001, $"Message {held} took {recorder.SendToReceive(thread, sequence)} ms.");
        }

        // 200 of 500 were held up, evenly between 1 and 200 ms: a hundredth of all took 195 ms or more.
        Assert.True(figures.P99Ms >= 194, $"{figures}");
        Assert.Equal(Rate, figures.Delivered);
        Assert.Null(figures.Faults);
    }

    [Fact]
    public void Messages_are_due_evenly_and_each_but_once()
    {
        var schedule = new Schedule(7, 2_000, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal((2_000, 6_000), (schedule.Warm, schedule.Count));
        var all = Enumerable.Range(0, schedule.Count).Select(index => schedule[index]).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.True(all.Max(message => message.Sequence) <= schedule.LastSequence);
        Assert.Equal(System.Diagnostics.Stopwatch.Frequency, schedule.DueAfter(2_000));
        // Some answer at any time, and not all of them at once.
        Assert.All(all.Chunk(28), some => Assert.InRange(some.Count(message => Cast.IsAnswer(message.Sequence)), 1, 14));
    }

    [Fact]
    public void A_sleep_ends_at_its_moment_and_not_before()
    {
        var until = System.Diagnostics.Stopwatch.GetTimestamp() + (System.Diagnostics.Stopwatch.Frequency / 50);
        MonotonicSleep.Until(until);
        Assert.True(System.Diagnostics.Stopwatch.GetTimestamp() >= until);
        MonotonicSleep.Until(until);
    }

    /// <summary>A system that stands still for a while: what is sent meanwhile comes when it goes on.</summary>
    private sealed class Stalling(Recorder recorder, int from, int until) : IRunning, IFleet
    {
        private readonly List<(int Thread, int Sequence)> held = [];
        private int sent;

        public IReadOnlyList<int> Processes => [];

        public void Send(int thread, int sequence)
        {
            held.Add((thread, sequence));
            if (sent++ is var number && number >= from && number < until) return;
            foreach (var message in held)
            {
                recorder.Acknowledged(message.Thread, message.Sequence);
                recorder.Delivered(message.Thread, message.Sequence);
            }

            held.Clear();
        }

        public Task<IFleet> Connect(Recorder others) => Task.FromResult<IFleet>(this);

        public Task<long?> Stored() => Task.FromResult<long?>(null);

        public Task<Connection> Open(int number) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
