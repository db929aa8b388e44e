using CareConnect.Hub.Circles;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Reports;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<PostReply> Post(byte[] message) =>
        Ask(caller => new PostMessage(caller, message), static (error, wait) => new PostReply(error, RetryAfter: wait));

    public Task<EntriesReply> Since(string circle, long number) =>
        Look(caller => new ReadSince(caller, circle, number), static (error, _) => new EntriesReply(error, [], 0, []));

    public Task<Reply> Opened(string circle, long number) => Ask(caller => new MarkOpened(caller, circle, number));

    public Task<Reply> Typing(string circle) => Ask(caller => new SayTyping(caller, circle));

    public Task<Reply> CannotOpen(string circle, long epoch) => Ask(caller => new ReportCannotOpen(caller, circle, epoch));

    public Task<Reply> Report(string chain, long number, string refusal) => Ask(caller => new ReportRefusal(caller, chain, number, refusal));
}
