using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Crisis;

/// <summary>Ties a crisis room to its alert, in the transaction that commits the room's link 0.</summary>
public static class AlertRooms
{
    /// <summary>The first committed room stays. After the commit, <see cref="AlertNews"/> tells the board.</summary>
    /// <param name="record">Id of the patient's record: a room is bound to an alert about its own patient only.</param>
    /// <param name="author">Person id.</param>
    /// <returns>The alert's room: <paramref name="circle"/> when it won, else the first one; null when there is no such alert.</returns>
    public static string? Bind(WriteTransaction tx, Guid alert, string circle, Guid record, string author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tx);
        at = TriageText.Time(at.ToUnixTimeMilliseconds());
        if (AlertStore.Find(tx, alert) is not { } found || found.Patient?.Value != record) return null;
        switch (found.OpenRoom(new PersonId(author), new ConversationId(circle), at))
        {
            case AlertMoved moved:
                AlertStore.Store(tx, moved.Alert, moved.Event);
                return circle;
            case AlreadyHasRoom first:
                return first.Room.Value;
            default:
                throw new InvalidOperationException("A room was neither bound nor too late.");
        }
    }
}
