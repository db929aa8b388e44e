using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>Tries the paging chain from end to end, as a real alert about nobody. One at a time.</summary>
/// <param name="Drill">Made by the client, so that trying again starts nothing twice.</param>
public sealed record StartDrill(Caller By, Guid Drill) : IRequest<RaiseReply>;

internal sealed partial class StartDrillHandler(WriterQueue writer, AlertPager pager, TimeProvider clock, ILogger<StartDrillHandler> logger)
    : IRequestHandler<StartDrill, RaiseReply>
{
    public async Task<RaiseReply> Handle(StartDrill request, CancellationToken cancellationToken)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        // An ordinary write: whoever really asks for help goes before it.
        var reply = await writer.Run(tx =>
        {
            if (!Drills.MayStart(tx, request.By)) return new RaiseReply(HubErrors.NotAllowed, Guid.Empty, false);
            if (AlertStore.OpenDrill(tx) is { } open) return new RaiseReply(null, open.Id, open.Id != request.Drill);
            if (AlertStore.Find(tx, request.Drill) is not null) return new RaiseReply(HubErrors.WrongState, request.Drill, false);
            var started = AlertMoves.StartDrill(request.Drill, new PersonId(request.By.Person!), now);
            AlertStore.Store(tx, started.Alert, started.Event, request.Drill);
            TimerStore.Follow(tx, before: null, started.Alert, now);
            return new RaiseReply(null, request.Drill, false);
        });
        if (reply.Error is not null) return reply;
        Started(logger, reply.Alert, request.By.Account);
        pager.PageNow(reply.Alert);
        return reply;
    }

    [LoggerMessage(1, LogLevel.Information, "Drill {Drill} was started by account {Account}")]
    private static partial void Started(ILogger logger, Guid drill, Guid account);
}
