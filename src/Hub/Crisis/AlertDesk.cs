using CareConnect.Domain.Crisis;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Moves one alert for a responder, in the one writer's transaction and before all else that waits there, so that of two
/// who take it at once exactly one has it. Then the board is told.
/// </summary>
public sealed class AlertDesk(WriterQueue writer, AlertNews news, TimeProvider clock)
{
    internal delegate AlertResult Move(WriteTransaction tx, Alert alert, RulePack pack, DateTimeOffset now);

    internal async Task<AlertResult> Run(Caller by, Guid id, Move move)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var result = await writer.Run(
            tx =>
            {
                if (!Staffing.IsResponder(tx, by.Person)) return new Refused(HubErrors.NotAllowed);
                if (AlertStore.Find(tx, id) is not { } alert) return new Refused(HubErrors.NotFound);
                var result = move(tx, alert, RulePacks.Current(tx), now);
                if (result is AlertMoved moved) AlertStore.Store(tx, moved.Alert, moved.Event);
                if (result is Taken taken) AlertStore.Store(tx, taken.Alert, taken.Event);
                return result;
            },
            Priority.Crisis);
        if (result is AlertMoved or Taken) await news.Tell(id);
        return result;
    }

    /// <summary>The name of a refusal, or null when it was done.</summary>
    internal static string? Error(AlertResult result) => result switch
    {
        AlertMoved or Taken => null,
        Refused refused => refused.Error,
        AlreadyTakenBy => HubErrors.AlreadyTaken,
        FollowUpInThePast => HubErrors.Malformed,
        _ => HubErrors.WrongState,
    };

    /// <summary>Refused before the domain was asked.</summary>
    internal sealed record Refused(string Error) : AlertResult;
}
