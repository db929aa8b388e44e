using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Conversations;

/// <summary>Someone is writing now. Nothing of it is stored.</summary>
public sealed record SayTyping(Caller By, string? Circle) : IRequest<Reply>;

internal sealed class SayTypingHandler(Readers readers, Pushes pushes) : IRequestHandler<SayTyping, Reply>
{
    public Task<Reply> Handle(SayTyping request, CancellationToken cancellationToken)
    {
        if (request is not { Circle: { Length: 43 } circle, By.Person: { } person })
            return Task.FromResult(new Reply(HubErrors.Malformed));
        Right right = readers.Snapshot(sql => ConversationLog.Head(sql, circle) is { } head ? Access.Of(sql, request.By, circle, (int)head.Kind) : Right.None);
        if (right != Right.Member)
            return Task.FromResult(new Reply(HubErrors.NotFound));
        pushes.ToCircle(circle, client => client.TypingBy(circle, person));
        return Task.FromResult(new Reply());
    }
}
