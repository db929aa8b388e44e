using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>What a message means for the queue. Called in the transaction that appends it: both are stored, or neither.</summary>
public static class QueueIntake
{
    /// <summary>The patient wrote in their thread: its item is opened, or raised by the rules.</summary>
    /// <param name="record">Id of the patient's record.</param>
    /// <param name="soon">What the message's open part says.</param>
    /// <param name="alert">
    /// The alert that its open part names. One that never arrived is raised here, so that a lost call is not a lost alert.
    /// </param>
    /// <param name="at">The server's time of the message.</param>
    /// <returns>The item to tell the team about, or null when the thread has no team to wait for.</returns>
    public static Guid? PatientWrote(
        WriteTransaction tx, string circle, Guid record, string person, HowSoon soon, Guid? alert, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tx);
        at = TriageText.Time(at.ToUnixTimeMilliseconds());
        if (alert is { } named) AlertIntake.RaiseIfUnknown(tx, named, record, at);

        var teams = Staffing.TeamsIn(tx, circle);
        if (teams.Count == 0) return null;
        var pack = RulePacks.Current(tx);
        var signals = Heard(soon, alert, at);

        // (1) The thread's item goes on. Its team may have left the clinic since: then another one must see it.
        if (ItemStore.Open(tx, circle) is var (item, _))
        {
            if (!teams.Contains(item.Team.Value)) item = item with { Team = new TeamId(teams[0]) };
            var moved = (Moved)item.Write(signals, pack, at);
            ItemStore.Store(tx, moved, record, pack);
            return item.Id;
        }

        // (2) A new one waits for the team that had the last one, if it still reads here.
        var last = ItemStore.LastTeam(tx, circle);
        var team = last is not null && teams.Contains(last) ? last : teams[0];
        var opened = QueueMoves.Open(
            Guid.CreateVersion7(at), new PersonId(person), new ConversationId(circle), new TeamId(team), signals, pack, at);
        ItemStore.Store(tx, opened, record, pack);
        return opened.Item.Id;
    }

    /// <summary>A member of staff wrote in a patient's thread: whoever had claimed it, the patient was answered.</summary>
    /// <returns>The item to tell the team about, or null when none changed.</returns>
    public static Guid? StaffWrote(WriteTransaction tx, string circle, string person, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tx);
        at = TriageText.Time(at.ToUnixTimeMilliseconds());
        if (ItemStore.Open(tx, circle) is not var (item, record)) return null;
        if (item.Answer(new PersonId(person), at) is not Moved moved) return null;
        ItemStore.Store(tx, moved, record, RulePacks.Current(tx));
        return item.Id;
    }

    private static Signal[] Heard(HowSoon soon, Guid? alert, DateTimeOffset at)
    {
        var signals = new List<Signal>();
        if (soon != HowSoon.None) signals.Add(new DeclaredUrgency(soon, at));
        if (alert is not null) signals.Add(new HelpAsked(at));
        return [.. signals];
    }
}
