using System.Diagnostics;
using CareConnect.Load;
using CareConnect.Load.Measures;

namespace CareConnect.Bench.Tests;

public sealed class RecorderTests
{
    private readonly List<int> done = [];
    private readonly Recorder recorder;

    public RecorderTests() => recorder = new Recorder(2, 4) { Done = thread => done.Add(thread) };

    [Fact]
    public void A_message_counts_once_it_is_acknowledged_and_came_in_either_order()
    {
        Due(0, 0);
        recorder.Acknowledged(0, 0);
        Assert.Equal((0L, 0), (recorder.Finished, done.Count));
        recorder.Delivered(0, 0);
        Due(1, 2);
        recorder.Delivered(1, 2);
        Assert.Equal(1L, recorder.Finished);
        recorder.Acknowledged(1, 2);
        Assert.Equal(2L, recorder.Finished);
        Assert.Equal([0, 1], done);
        Assert.Null(Faults.Of(recorder, 0));
    }

    [Fact]
    public void What_comes_twice_is_doubled_and_finishes_nothing()
    {
        Due(0, 0);
        recorder.Delivered(0, 0);
        recorder.Delivered(0, 0);
        Assert.Equal((0L, 1L), (recorder.Finished, recorder.Doubled));
        recorder.Acknowledged(0, 0);
        recorder.Acknowledged(0, 0);
        Assert.Equal((1L, 2L), (recorder.Finished, recorder.Doubled));
        Assert.Equal("2 doubled", Faults.Of(recorder, 0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    [InlineData(0, 4)]
    [InlineData(-1, 0)]
    public void What_nobody_sent_is_unknown(int thread, int sequence)
    {
        recorder.Delivered(thread, sequence);
        Assert.Equal((0L, 1L), (recorder.Finished, recorder.Unknown));
        Assert.Equal("1 unknown", Faults.Of(recorder, 0));
    }

    [Fact]
    public void Refusals_and_losses_are_told()
    {
        recorder.Refusal("Stale");
        recorder.Refusal("Busy");
        Assert.Equal("3 lost, 4 not stored, 2 refused (Stale)", Faults.Of(recorder, 3, missing: 4));
    }

    [Fact]
    public void Times_count_from_when_a_message_was_due()
    {
        recorder.Due(0, 0, Stopwatch.GetTimestamp() - Stopwatch.Frequency);
        Assert.Null(recorder.SendToReceive(0, 0));
        recorder.Delivered(0, 0);
        Assert.True(recorder.SendToReceive(0, 0) >= 1000);
        Assert.Null(recorder.SendToAck(0, 0));
    }

    private void Due(int thread, int sequence) => recorder.Due(thread, sequence, Stopwatch.GetTimestamp());
}
