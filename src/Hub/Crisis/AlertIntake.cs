using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Crisis;

/// <summary>Raises alerts, in one transaction with their first event. Nothing a patient sends is refused here.</summary>
internal static class AlertIntake
{
    /// <summary>
    /// How long the same id is the same call tried again. Later it is a person pressing again on a page that was kept,
    /// and the board must hear of it.
    /// </summary>
    public static readonly TimeSpan SameCall = TimeSpan.FromMinutes(1);

    /// <summary>Raises an alert, or makes this an event of the one that is open.</summary>
    /// <param name="call">The id that the client made. It becomes the alert's, unless an alert has it already.</param>
    public static (Guid Alert, bool Repeated) Raise(
        WriteTransaction tx, Guid call, Guid record, AlertCause cause, DateTimeOffset at) =>
        Raise(tx, call, record, cause, tx.Text("SELECT Person FROM Accounts WHERE Id = ?1", record) is { } person ? new PersonId(person) : null, at);

    /// <summary>The same, raised by somebody else than the patient.</summary>
    /// <param name="by">Who raised it; null for a patient without keys.</param>
    public static (Guid Alert, bool Repeated) Raise(
        WriteTransaction tx, Guid call, Guid record, AlertCause cause, PersonId? by, DateTimeOffset at)
    {
        if (AlertStore.OpenOf(tx, record) is { } open)
        {
            var repeated = open.Id != call;
            if (AlertStore.HeardCall(tx, open.Id, call) is { } heard && at - heard < SameCall) return (open.Id, repeated);
            Again(tx, open, call, cause, by, at);
            return (open.Id, true);
        }

        var id = AlertStore.Find(tx, call) is null ? call : Guid.CreateVersion7(at);
        var raised = AlertMoves.Raise(id, new RecordId(record), cause, by, at);
        AlertStore.Store(tx, raised.Alert, raised.Event, call);
        TimerStore.Follow(tx, before: null, raised.Alert, at);
        return (id, false);
    }

    /// <summary>For a message that names an alert: raises it if the call that should have come first never did.</summary>
    public static void RaiseIfUnknown(WriteTransaction tx, Guid call, Guid record, AlertCause cause, DateTimeOffset at)
    {
        if (!AlertStore.HeardCallOf(tx, record, call)) Raise(tx, call, record, cause, at);
    }

    private static void Again(WriteTransaction tx, Alert open, Guid call, AlertCause cause, PersonId? by, DateTimeOffset at)
    {
        var again = (AlertMoved)open.RaiseAgain(cause, by, RulePacks.Current(tx), at);
        AlertStore.Store(tx, again.Alert, again.Event, call);
        TimerStore.Follow(tx, open.State, again.Alert, at);
        // Who has it is told outside the board as well: they may be on the telephone, or asleep after contact.
        if (again.Alert.Owner is { } owner)
            Chains.Write(tx, again.Alert, new PageOrder(AlertStore.Events(tx, open.Id), PageOrder.ToOwner, [owner]), at);
    }
}
