using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Adds the caller's browser as a way of being reached.</summary>
public sealed record AddPush(Caller By, NewPush Push) : IRequest<PushReply>
{
    /// <summary>Who has the subscription may push.</summary>
    public override string ToString() => nameof(AddPush);
}

internal sealed class AddPushHandler(ISender sender) : IRequestHandler<AddPush, PushReply>
{
    public async Task<PushReply> Handle(AddPush request, CancellationToken cancellationToken)
    {
        var push = request.Push;
        var (error, method) = await sender.Send(
            new AddWay(request.By, "push", PushSubscription.Text(push.Endpoint, push.P256dh, push.Auth), push.Language), cancellationToken);
        return new PushReply(
            error switch
            {
                null => null,
                WayError.NotAllowed => HubErrors.NotAllowed,
                WayError.NotConfigured => HubErrors.NotFound,
                WayError.BadAddress => HubErrors.Malformed,
                WayError.Busy => HubErrors.Busy,
                var other => other.ToString(),
            },
            method);
    }
}
