using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// A patient asks for help. Waits for no key, room or limit: the alert and its first event are committed, then paging
/// begins and the answer goes out.
/// </summary>
/// <param name="Alert">Made by the client, so that trying again raises nothing twice.</param>
public sealed record RaiseAlert(Caller By, Guid Alert, string Cause) : IRequest<RaiseReply>;

internal sealed partial class RaiseAlertHandler(
    WriterQueue writer, AlertPager pager, TimeProvider clock, ILogger<RaiseAlertHandler> logger)
    : IRequestHandler<RaiseAlert, RaiseReply>
{
    public async Task<RaiseReply> Handle(RaiseAlert request, CancellationToken cancellationToken)
    {
        if (request.By.IsStaff) return new RaiseReply(HubErrors.NotAllowed, Guid.Empty, false);
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var cause = CauseWords.Read(request.Cause);
        var (alert, repeated) = await writer.Run(
            tx => AlertIntake.Raise(tx, request.Alert, request.By.Account, cause, at), Priority.Crisis);
        Raised(logger, alert, repeated);
        pager.PageNow(alert);
        return new RaiseReply(null, alert, repeated);
    }

    [LoggerMessage(1, LogLevel.Information, "Alert {Alert} was raised; repeated: {Repeated}")]
    private static partial void Raised(ILogger logger, Guid alert, bool repeated);
}
