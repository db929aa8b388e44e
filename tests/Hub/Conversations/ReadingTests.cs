using CareConnect.Client;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Conversations;

[Collection(nameof(RunningClinic))]
public sealed class ReadingTests(RunningClinic clinic)
{
    [Fact]
    public async Task A_log_is_read_in_pages_without_gaps()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        string circle = thread.Circle.ToString();
        PostReply[] replies = await Task.WhenAll(Enumerable.Range(0, Limits.EntriesPage + 20).Select(
            _ => clinic.Maya.Hub.Post(PostMessageTests.Sealed(clinic.Maya, thread).Bytes.ToArray())));
        Assert.All(replies, reply => Assert.Null(reply.Error));

        EntriesReply first = await clinic.Dana.Hub.Since(circle, 0);
        EntriesReply second = await clinic.Dana.Hub.Since(circle, first.Entries[^1].Number);
        Assert.Equal((Limits.EntriesPage, Limits.EntriesPage + 21), (first.Entries.Length, first.Last));
        Assert.Equal(
            Enumerable.Range(1, Limits.EntriesPage + 21).Select(n => (long)n),
            first.Entries.Concat(second.Entries).Select(entry => entry.Number));
        Assert.Empty((await clinic.Dana.Hub.Since(circle, first.Last)).Entries);
    }

    [Fact]
    public async Task A_page_of_long_messages_ends_early()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        for (int i = 0; i < 20; i++)
            Assert.Null((await clinic.Maya.Hub.Post(PostMessageTests.Sealed(clinic.Maya, thread, new byte[60_000]).Bytes.ToArray())).Error);

        EntriesReply page = await clinic.Maya.Hub.Since(thread.Circle.ToString(), 0);
        Assert.Equal(21, page.Last);
        Assert.InRange(page.Entries.Length, 10, 20);
    }

    [Fact]
    public async Task Opened_marks_go_forward_only_and_are_told()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        string circle = thread.Circle.ToString();
        var told = new TaskCompletionSource<(string Person, long Number)>();
        clinic.Maya.Hub.OpenedBy += (of, person, number, _) =>
        {
            if (of == circle && person == clinic.Dana.Person.ToString())
                told.TrySetResult((person, number));
        };
        for (int i = 0; i < 3; i++)
            await thread.Send("words");

        Assert.Equal(3, await Unread());
        Assert.Null((await clinic.Dana.Hub.Opened(circle, 3)).Error);
        Assert.Equal((clinic.Dana.Person.ToString(), 3), await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(1, await Unread());
        Assert.Null((await clinic.Dana.Hub.Opened(circle, 2)).Error);
        Assert.Equal(1, await Unread());
        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Hub.Opened(circle, 5)).Error);
        Assert.Equal(HubErrors.Malformed, (await clinic.Dana.Hub.Opened(circle, 0)).Error);
        OpenedMark mark = (await clinic.Maya.Hub.Since(circle, 0)).Opened.Single(mark => mark.Person == clinic.Dana.Person.ToString());
        Assert.Equal(3, mark.Number);

        async Task<long> Unread() => (await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == circle).Unread;
    }

    [Fact]
    public async Task Unread_counts_messages_and_not_what_changed_the_circle()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Conversation theirs = await clinic.Dana.Open(thread.Circle);
        Assert.Null((await clinic.Dana.Hub.Opened(thread.Circle.ToString(), 1)).Error);
        await theirs.Add(clinic.CrisisTeam);
        await thread.Send("words");

        CircleInfo row = (await clinic.Dana.Api.Circles()).Items.Single(item => item.Circle == thread.Circle.ToString());
        Assert.Equal((3, 1, 1), (row.Last, row.Unread, row.Epoch));
        Assert.Equivalent(new[] { clinic.Team.ToString(), clinic.CrisisTeam.ToString() }, row.Teams, strict: true);
    }

    [Fact]
    public async Task Typing_is_told_to_the_others_and_never_stored()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        var told = new TaskCompletionSource<(string Circle, string Person)>();
        clinic.Dana.Hub.TypingBy += (circle, person) => told.TrySetResult((circle, person));

        Assert.Null((await clinic.Maya.Hub.Typing(thread.Circle.ToString())).Error);
        Assert.Equal(
            (thread.Circle.ToString(), clinic.Maya.Person.ToString()),
            await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(1, (await clinic.Maya.Hub.Since(thread.Circle.ToString(), 0)).Last);
    }

    [Fact]
    public async Task An_appended_entry_comes_to_everyone_in_the_circle()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        (Heard dana, Heard tom) = (new Heard(clinic.Dana), new Heard(clinic.Tom));
        await thread.Send("words");

        await dana.Until(() => dana.Entries.Contains((thread.Circle.ToString(), 2)));
        await clinic.Priya.Api.SetTeam(clinic.CrisisTeam.ToString(), new TeamAttributes("crisis", ""));
        await tom.Until(() => tom.CirclesChanged > 0);
        Assert.DoesNotContain(tom.Entries, entry => entry.Circle == thread.Circle.ToString());
    }
}
