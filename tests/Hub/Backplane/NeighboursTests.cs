using CareConnect.Hub.Backplane;
using Microsoft.Extensions.Time.Testing;

namespace CareConnect.Hub.Tests.Backplane;

public sealed class NeighboursTests
{
    private static readonly NodeId Self = NodeId.New(), Other = NodeId.New();

    private readonly FakeTimeProvider _time = new();
    private readonly OwnNeeds _needs = new(Other);
    private readonly List<string> _sent = [];
    private readonly Neighbours _neighbours;

    public NeighboursTests() => _neighbours = new Neighbours(Self, _time);

    [Fact]
    public void A_node_gets_everything_until_its_needs_are_known_and_then_what_it_needs()
    {
        Push("before", "user:dana");
        Assert.True(Hear(_needs.Here()));
        Push("unknown", "user:luis");
        Assert.Equal(["before", "unknown"], Sent());

        Change(("user:dana", true));
        Hear(_needs.All());
        Assert.True(_neighbours.Knows(_needs.Here()));
        Push("needed", "user:luis", "user:dana");
        Push("not needed", "user:luis");
        Push("for everyone", null!);
        Assert.Equal(["needed", "for everyone"], Sent());
        Assert.True(_neighbours.Anyone("user:dana"));
        Assert.False(_neighbours.Anyone("user:luis"));
    }

    [Fact]
    public void Who_came_just_now_gets_what_was_said_while_nobody_knew_of_them()
    {
        Known();
        Push("one", "user:dana");
        Push("another's", "user:luis");
        Push("two", "user:dana");
        Assert.Empty(Sent());
        Assert.False(Hear(Change(("user:dana", true))));
        Assert.Equal(["one", "two"], Sent());

        // Once, and not what is too old to matter.
        Hear(Change(("user:dana", false)));
        Push("three", "user:dana");
        _time.Advance(RecentPushes.Kept + TimeSpan.FromMilliseconds(1));
        Hear(Change(("user:dana", true)));
        Assert.Empty(Sent());
    }

    [Fact]
    public void A_change_that_was_missed_is_noticed_by_the_next_one_or_the_next_beat()
    {
        Known();
        Change(("user:dana", true));
        Assert.True(Hear(_needs.Here()));
        Push("to a node whose needs are not known", "user:dana");
        Assert.Single(Sent());
        Hear(_needs.All());
        Assert.True(_neighbours.Knows(_needs.Here()));

        Change(("user:luis", true));
        Assert.True(Hear(Change(("user:maya", true))));
        Assert.False(_neighbours.Knows(_needs.Here()));
        Hear(_needs.All());
        Assert.True(_neighbours.Knows(_needs.Here()));
        Assert.True(_neighbours.Anyone("user:luis"));
    }

    [Fact]
    public void It_is_asked_once_and_again_with_the_next_beat_when_no_answer_came()
    {
        Assert.True(Hear(_needs.Here()));
        Assert.False(Hear(Change(("user:dana", true))));
        Assert.True(Hear(_needs.Here()));
        Assert.False(Hear(_needs.All()));
        Assert.False(Hear(_needs.Here()));
    }

    [Fact]
    public void An_answer_that_changes_have_overtaken_is_asked_for_again()
    {
        Hear(_needs.Here());
        var old = _needs.All();
        Hear(Change(("user:dana", true)));
        Assert.True(Hear(old));
        Hear(_needs.All());
        Assert.True(_neighbours.Anyone("user:dana"));
        Assert.True(_neighbours.Knows(_needs.Here()));
    }

    [Fact]
    public void After_a_time_without_Redis_a_node_gets_everything_until_it_has_said_its_needs_again()
    {
        Known();
        Change(("user:dana", true));
        _neighbours.Doubt();
        Push("unknown again", "user:dana");
        Push("this one, too", "user:luis");
        Assert.Equal(["unknown again", "this one, too"], Sent());
        // All were asked at once; who does not answer is asked with the next beat.
        Assert.False(Hear(Change(("user:maya", true))));
        Assert.True(Hear(_needs.Here()));
        Hear(_needs.All());
        Push("known", "user:luis");
        Push("needed", "user:dana");
        Assert.Equal(["needed"], Sent());
    }

    [Fact]
    public void A_silent_node_is_forgotten_and_one_that_stops_at_once()
    {
        Known();
        Hear(Change(("user:dana", true)));
        _time.Advance(Neighbours.Patience);
        Assert.Empty(_neighbours.Forget());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([Other], _neighbours.Forget());
        Assert.False(_neighbours.Anyone("user:dana"));

        Known();
        Hear(new Frame.Gone(Other));
        Assert.Empty(_neighbours.All);
        Push("to nobody", "user:dana");
        Assert.Empty(Sent());
    }

    [Fact]
    public void What_waits_to_go_out_is_not_sent_again_to_who_is_found_to_need_it()
    {
        IReadOnlyList<NodeId>? went = null;
        var third = NodeId.New();
        Known();
        _neighbours.Hear(new Frame.Here(third, 0), (_, _) => { });
        _neighbours.Push(new Push([Address.Number("user:dana")], urgent: false, () => []), (_, to) => went = to);
        Assert.Equal([third], went);
        List<NodeId> again = [];
        _neighbours.Hear(Change(("user:dana", true)), (_, to) => again.AddRange(to));
        Assert.Equal([third], went);
        Assert.Equal([Other], again);
    }

    [Fact]
    public void A_group_into_which_somebody_is_being_put_is_everyones_for_a_while()
    {
        Known();
        _neighbours.Assume("group:team");
        Push("just now", "group:team");
        Push("another's", "group:ward");
        Assert.Equal(["just now"], Sent());
        _time.Advance(Neighbours.Patience + TimeSpan.FromMilliseconds(1));
        Push("later", "group:team");
        Assert.Empty(Sent());
    }

    [Fact]
    public void It_does_not_take_itself_for_another()
    {
        Assert.False(Hear(new Frame.Here(Self, 1)));
        Assert.Empty(_neighbours.All);
    }

    [Fact]
    public void What_comes_and_goes_between_two_tellings_is_not_told()
    {
        Assert.True(_needs.Set("user:dana", true));
        Assert.False(_needs.Set("user:dana", false));
        Assert.Null(_needs.Take());
        Change(("user:dana", true));
        _needs.Set("user:dana", false);
        _needs.Set("user:dana", true);
        Assert.Null(_needs.Take());
        Assert.Equal([Address.Number("user:dana")], _needs.All().Addresses);
    }

    [Fact]
    public void All_needs_are_those_of_the_version_that_was_told()
    {
        Change(("user:dana", true), ("group:team", true));
        _needs.Set("user:dana", false);
        _needs.Set("user:luis", true);
        Assert.Equal(new[] { Address.Number("user:dana"), Address.Number("group:team") }.Order(), _needs.All().Addresses.Order());
        Assert.False(_needs.Set("connection:1", true) && _needs.Take() is { Added: [_, _] });
    }

    private void Known()
    {
        Hear(_needs.Here());
        Hear(_needs.All());
        Assert.True(_neighbours.Knows(_needs.Here()));
        Sent();
    }

    private Frame.Change Change(params (string Address, bool Needed)[] changes)
    {
        foreach (var (address, needed) in changes) _needs.Set(address, needed);
        return _needs.Take()!;
    }

    private bool Hear(Frame frame) => _neighbours.Hear(frame, Send);

    private void Push(string text, params string[]? addresses) => _neighbours.Push(
        new Push(addresses is null ? null : [.. addresses.Select(Address.Number)], urgent: false, () => System.Text.Encoding.UTF8.GetBytes(text)), Send);

    private void Send(Push push, IReadOnlyList<NodeId> to)
    {
        Assert.Equal([Other], to);
        _sent.Add(System.Text.Encoding.UTF8.GetString(push.Bytes));
    }

    private string[] Sent()
    {
        string[] sent = [.. _sent];
        _sent.Clear();
        return sent;
    }
}
