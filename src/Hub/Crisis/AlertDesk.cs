using CareConnect.Domain.Crisis;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using AlertEvent = CareConnect.Domain.Crisis.AlertEvent;

namespace CareConnect.Hub.Crisis;

/// <summary>
/// Moves one alert for a responder, in the one writer's transaction and before all else that waits there, so that of two
/// who take it at once exactly one has it. Then the board is told.
/// </summary>
public sealed class AlertDesk(WriterQueue writer, AlertNews news, AlertPager pager, TimeProvider clock)
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
                if (result is AlertMoved moved) Keep(tx, alert, moved.Alert, moved.Event, now);
                if (result is Taken taken) Keep(tx, alert, taken.Alert, taken.Event, now);
                return result;
            },
            Priority.Crisis);
        if (result is AlertMoved or Taken) await news.Tell(id);
        // Given back: its timer is due at once.
        if (result is AlertMoved { Alert.State: AlertState.Paged }) pager.PageNow(id);
        return result;
    }

    /// <summary>Stores a move with its event and with the timer that belongs to it.</summary>
    internal static void Keep(WriteTransaction tx, Alert before, Alert after, AlertEvent happened, DateTimeOffset now)
    {
        AlertStore.Store(tx, after, happened);
        TimerStore.Follow(tx, before.State, after, now);
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
