using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Replies;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tests.Replies;

public sealed class ReplyTests : IAsyncLifetime
{
    private static readonly ReplyTemplate Tomorrow = new(Guid.Empty, "Tomorrow", "Hello {name}, I answer tomorrow.", "Mañana", "Hola, {name}. Le respondo mañana.");

    private CareClinic clinic = null!;
    private Caller chief = null!, dana = null!, maya = null!;

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        chief = await clinic.Person("chief", Role.Administrator);
        dana = await clinic.Person("dana", Role.Clinician);
        maya = await clinic.Person("maya", Role.Patient);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task An_administrator_writes_changes_and_removes_them_and_staff_read_them()
    {
        Assert.Null(await Send(new SaveReply(chief, Tomorrow)));
        Assert.Null(await Send(new SaveReply(chief, Tomorrow with { TitleEn = " Second " })));
        Assert.Equal(["Tomorrow", "Second"], (await Items(dana)).Select(each => each.TitleEn));

        var first = (await Items(dana))[0];
        Assert.Null(await Send(new SaveReply(chief, first with { TextEn = "Hi {name}." })));
        Assert.Equal("Hi {name}.", (await Items(dana))[0].TextEn);

        Assert.True(await Send(new RemoveReply(chief, first.Id)));
        Assert.Equal("Second", Assert.Single(await Items(dana)).TitleEn);
        Assert.Equal(ReplyFault.TooMany, await Send(new SaveReply(chief, first)));
    }

    [Fact]
    public async Task Nobody_else_writes_them_and_patients_do_not_read_them()
    {
        Assert.Equal(ReplyFault.NotAllowed, await Send(new SaveReply(dana, Tomorrow)));
        Assert.Equal(ReplyFault.NotAllowed, await Send(new SaveReply(maya, Tomorrow)));
        await Send(new SaveReply(chief, Tomorrow));
        Assert.False(await Send(new RemoveReply(dana, (await Items(dana))[0].Id)));
        Assert.Single(await Items(dana));
        Assert.Null(await Send(new ListReplies(maya)));
    }

    [Fact]
    public async Task Both_languages_are_needed_within_their_lengths()
    {
        foreach (var half in (ReplyTemplate[])[Tomorrow with { TitleEn = " " }, Tomorrow with { TextEn = "" }, Tomorrow with { TitleEs = "" }, Tomorrow with { TextEs = "\n" }])
            Assert.Equal(ReplyFault.Missing, await Send(new SaveReply(chief, half)));
        Assert.Equal(ReplyFault.TooLong, await Send(new SaveReply(chief, Tomorrow with { TitleEs = new string('a', 61) })));
        Assert.Equal(ReplyFault.TooLong, await Send(new SaveReply(chief, Tomorrow with { TextEn = new string('a', 1001) })));
        Assert.Null(await Send(new SaveReply(chief, Tomorrow with { TitleEs = new string('a', 60), TextEn = new string('a', 1000) })));
    }

    private async Task<ReplyTemplate[]> Items(Caller caller) => (await Send(new ListReplies(caller)))!.Items;

    private Task<T> Send<T>(IRequest<T> request) => clinic.Get<ISender>().Send(request, TestContext.Current.CancellationToken);
}
