using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Domain.Queue;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Queue;

/// <summary>
/// What a message, or something that a patient shared, means for the queue. Called in the transaction that stores it: both
/// are stored, or neither.
/// </summary>
public static class QueueIntake
{
    /// <summary>The patient wrote in their thread: its item is opened, or raised by the rules.</summary>
    /// <param name="record">Id of the patient's record.</param>
    /// <param name="soon">What the message's open part says.</param>
    /// <param name="alert">
    /// The alert that its open part names. One that never arrived is raised here, so that a lost call is not a lost alert.
    /// </param>
    /// <param name="at">The server's time of the message.</param>
    /// <param name="cue">The risk cue that the patient agreed to share with it.</param>
    /// <returns>The item to tell the team about; null when nothing of it changed.</returns>
    public static Guid? PatientWrote(
        WriteTransaction tx, string circle, Guid record, string person, HowSoon soon, Guid? alert, DateTimeOffset at, SharedCue? cue = null)
    {
        ArgumentNullException.ThrowIfNull(tx);
        at = Whole(at);
        if (alert is { } named)
            AlertIntake.RaiseIfUnknown(tx, named, record, cue is null ? AlertCause.Signal : AlertCause.RiskCue, at);

        var teams = Staffing.TeamsIn(tx, circle);
        var pack = RulePacks.Current(tx);
        var signals = Heard(soon, alert, cue, at);

        // (1) The thread's item goes on, or what waited without a thread, which is found from now on where the words are.
        // Its team may have left since: then another one must see it.
        if ((ItemStore.Open(tx, circle) ?? ItemStore.OpenAlone(tx, record)) is var (known, _))
        {
            var item = Watch.At(tx, known, at) with { Conversation = new ConversationId(circle) };
            if (item.Team is not { } its || !teams.Contains(its.Value)) item = item with { Team = Preferred(tx, teams, null) ?? item.Team };
            var rules = ItemRules.Of(tx, item);
            var result = rules.Move(item, either => item.Write(new PersonId(person), signals, either, at));
            if (result is AlreadySo && item.Conversation == known.Conversation && item.Team == known.Team) return null;
            rules.Store(tx, result as Moved ?? new Moved(item, new PatientWrote(at, new PersonId(person), item.Decision)), record);
            return item.Id;
        }

        // (2) A new one waits for the team that had the last one, if it still reads here.
        var opened = QueueMoves.Open(
            Guid.CreateVersion7(at), new PersonId(person), new ConversationId(circle),
            Preferred(tx, teams, ItemStore.LastTeam(tx, circle)), signals, pack, at);
        ItemStore.Store(tx, opened, record, pack);
        return opened.Item.Id;
    }

    /// <summary>
    /// A patient shared signals without writing: a questionnaire's result, a risk cue, a missed visit. Everything of
    /// theirs that waits hears them; else what was answered last waits anew; else a row is opened, in their newest thread
    /// or, where there is none, without one, for the team of who vouched for or invited them. Where no team is known
    /// everybody sees it (<see cref="Watch"/>).
    /// </summary>
    /// <param name="record">Id of the patient's record.</param>
    /// <param name="at">The server's time.</param>
    /// <returns>The item to tell about, with <see cref="QueueNews.Tell(Guid, string?)"/>; null when no signal was given.</returns>
    public static Guid? PatientShared(WriteTransaction tx, Guid record, IReadOnlyList<Signal> signals, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(signals);
        if (signals.Count == 0) return null;
        at = Whole(at);
        // Stored times are whole milliseconds: what is decided now must be decided again from them.
        Signal[] heard = [.. signals.Select(signal => signal with { At = Whole(signal.At) })];
        var pack = RulePacks.Current(tx);

        // (1) What waits hears it; what was answered waits anew.
        var known = ItemStore.OfRecord(tx, record);
        List<ItemOnFile> waiting = [.. known.Where(found => found.Item.IsOpen)];
        foreach (var (item, _) in waiting.Count > 0 ? waiting : known.Take(1))
        {
            var (rules, present) = (ItemRules.Of(tx, item), Watch.At(tx, item, at));
            rules.Store(tx, (Moved)rules.Move(present, either => present.Share(heard, either, at)), record);
        }

        if (known.Count > 0) return (waiting.Count > 0 ? waiting : known)[0].Item.Id;

        // (2) Nothing of theirs is in the queue: a row that somebody sees.
        var (circle, team) = Staffing.Treating(tx, record);
        var person = tx.Text("SELECT Person FROM Accounts WHERE Id = ?1", record);
        var opened = QueueMoves.OpenShared(
            Guid.CreateVersion7(at), person is null ? null : new PersonId(person), circle is null ? null : new ConversationId(circle),
            team is null ? null : new TeamId(team), heard, pack, at);
        ItemStore.Store(tx, opened, record, pack);
        return opened.Item.Id;
    }

    /// <summary>A member of staff wrote in a patient's thread: whoever had claimed it, the patient was answered.</summary>
    /// <returns>The item to tell the team about, or null when none changed.</returns>
    public static Guid? StaffWrote(WriteTransaction tx, string circle, string person, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(tx);
        at = Whole(at);
        if (Answered(tx, circle) is not var (item, record)) return null;
        if (Watch.At(tx, item, at).Answer(new PersonId(person), at) is not Moved moved) return null;
        ItemStore.Store(tx, moved, record, RulePacks.Current(tx));
        return item.Id;
    }

    // The thread's item, or the patient's that waited without a thread until staff began this one.
    private static ItemOnFile? Answered(WriteTransaction tx, string circle)
    {
        if (ItemStore.Open(tx, circle) is { } inThread) return inThread;
        var record = tx.First<Guid?>("SELECT Patient FROM Circles WHERE Id = ?1 AND Patient IS NOT NULL AND NOT Plan", row => row.GetGuid(0), circle);
        if (record is null || ItemStore.OpenAlone(tx, record.Value) is not { } alone) return null;
        var team = Preferred(tx, Staffing.TeamsIn(tx, circle), alone.Item.Team?.Value) ?? alone.Item.Team;
        return alone with { Item = alone.Item with { Conversation = new ConversationId(circle), Team = team } };
    }

    // Of the teams that read a thread: that one, else any; one with somebody in it before one without.
    private static TeamId? Preferred(Sql sql, IReadOnlyList<string> teams, string? wanted) => teams
        .OrderBy(team => Staffing.Of(sql, team).Count == 0).ThenBy(team => team != wanted).FirstOrDefault() is { } team
        ? new TeamId(team)
        : null;

    private static DateTimeOffset Whole(DateTimeOffset at) => TriageText.Time(at.ToUnixTimeMilliseconds());

    private static Signal[] Heard(HowSoon soon, Guid? alert, SharedCue? cue, DateTimeOffset at)
    {
        var signals = new List<Signal>();
        if (soon != HowSoon.None) signals.Add(new DeclaredUrgency(soon, at));
        // Who shared a cue of a crisis agreed to that; they did not press the button.
        if (cue is { } shared) signals.Add(new RiskCueConfirmed(shared.Level, shared.Version, at));
        if (alert is not null && cue?.Level != CueLevel.Crisis) signals.Add(new HelpAsked(at));
        return [.. signals];
    }
}
