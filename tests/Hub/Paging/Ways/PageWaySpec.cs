using CareConnect.Hub.Paging;
using CareConnect.Hub.Tests.Paging.Providers;
using Microsoft.Extensions.Time.Testing;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Paging.Ways;

/// <summary>What every way of paging promises, whatever its provider does.</summary>
public abstract class PageWaySpec : IAsyncDisposable
{
    private protected static readonly Guid Alert = new("01980000-0000-7000-8000-00000000a1e7");
    private protected static readonly Guid Page = new("01980000-0000-7000-8000-0000000000b1");

    private protected FakeTimeProvider Clock { get; } = new(At(24, 3));

    private protected abstract IProvider Provider { get; }

    private protected abstract IPageWay Way { get; }

    private protected abstract string Address { get; }

    /// <summary>What the provider gets for a code: the words, or for a push the kind of message.</summary>
    private protected virtual string Said(PageKind kind, string words) => words;

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_page_that_the_provider_takes_is_sent()
    {
        Assert.Equal(PageResult.Sent, await Send());
        Assert.Equal(Said(PageKind.Alert, "Crisis alert. Open CareConnect."), (await Provider.Next()).Words);
    }

    [Fact]
    public async Task A_drill_says_that_it_is_one()
    {
        await Send(PageKind.Drill);
        Assert.Equal(Said(PageKind.Drill, "Drill. Open CareConnect."), (await Provider.Next()).Words);
    }

    [Fact]
    public async Task Words_are_in_the_persons_language()
    {
        await Send(language: "es");
        Assert.Equal(Said(PageKind.Alert, "Alerta de crisis. Abra CareConnect."), (await Provider.Next()).Words);
    }

    [Fact]
    public async Task A_code_comes_by_the_way_that_it_proves()
    {
        await Send(PageKind.Code);
        Assert.Matches("4 ?0 ?9 ?3 ?1 ?7", (await Provider.Next()).Text);
    }

    [Fact]
    public async Task A_page_that_is_sent_again_has_the_same_key_and_another_page_another()
    {
        await Send();
        await Send();
        await Send(id: new Guid("01980000-0000-7000-8000-0000000000b2"));
        var (first, again, other) = ((await Provider.Next()).Key, (await Provider.Next()).Key, (await Provider.Next()).Key);
        Assert.Equal(Page, Guid.Parse(first));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [InlineData(Behaviour.AsksToWait, PageError.TryLater)]
    [InlineData(Behaviour.HasTrouble, PageError.TryLater)]
    [InlineData(Behaviour.RefusesTheClinic, PageError.NotAllowed)]
    [InlineData(Behaviour.ClosesMidWay, PageError.Unreachable)]
    internal async Task What_may_pass_is_tried_again(Behaviour behaviour, PageError error)
    {
        Provider.Behaviour = behaviour;
        var result = await Send();
        Assert.Equal((PageState.Waiting, error), (result.State, result.Error));

        Provider.Behaviour = Behaviour.Takes;
        Assert.Equal(PageResult.Sent, await Send());
    }

    [Fact]
    public async Task An_address_that_the_provider_refuses_is_not_tried_again()
    {
        Provider.Behaviour = Behaviour.RefusesTheAddress;
        Assert.Equal(PageResult.Never(PageError.Refused), await Send());
    }

    [Fact]
    public async Task A_provider_that_stalls_is_left_after_a_while()
    {
        Provider.Behaviour = Behaviour.Stalls;
        var sending = Send();
        await Provider.Next();
        Assert.False(sending.IsCompleted);
        Clock.Advance(IPageWay.Patience);
        Assert.Equal(PageResult.Later(PageError.TimedOut), await sending);
    }

    [Fact]
    public async Task A_provider_that_answers_twice_has_its_second_answer_taken_for_no_other_page()
    {
        Provider.Behaviour = Behaviour.AnswersTwice;
        Assert.Equal(PageResult.Sent, await Send());
        Provider.Behaviour = Behaviour.RefusesTheAddress;
        Assert.Equal(PageResult.Never(PageError.Refused), await Send());
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_tried_again()
    {
        Provider.Close();
        Assert.Equal(PageResult.Later(PageError.Unreachable), await Send());
    }

    [Fact]
    public async Task A_program_that_stops_does_not_wait_for_its_provider()
    {
        Provider.Behaviour = Behaviour.Stalls;
        using var stop = new CancellationTokenSource();
        var sending = Send(cancellation: stop.Token);
        await Provider.Next();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private protected Task<PageResult> Send(
        PageKind kind = PageKind.Alert, string language = "en", Guid? id = null, string? address = null, CancellationToken? cancellation = null) => Way.Send(
            new OutgoingPage
            {
                Id = id ?? Page, Kind = kind, Address = address ?? Address, Language = language,
                Alert = kind == PageKind.Code ? default : Alert, Code = kind == PageKind.Code ? "409317" : "",
            },
            cancellation ?? TestContext.Current.CancellationToken);
}
