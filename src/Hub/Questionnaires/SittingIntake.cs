using CareConnect.Domain.Crisis;
using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Tasks;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;

namespace CareConnect.Hub.Questionnaires;

/// <summary>What answers led to: an alert, a row of the queue, tasks for a record; any or none. To be told after the commit.</summary>
/// <param name="Failure">What kept row or tasks from being stored beside an alert; else such a failure undoes everything.</param>
internal readonly record struct Followed(Guid? Alert, Guid? Item, Guid? Tasks = null, Exception? Failure = null);

/// <summary>What answers mean for care. Called in the transaction that stores them: both are stored, or neither.</summary>
internal static class SittingIntake
{
    /// <summary>Ends a sitting: its results, and what they lead to.</summary>
    public static Followed End(WriteTransaction tx, SittingOnFile found, SittingState state, DateTimeOffset at)
    {
        var earlier = SittingStore.TotalsBefore(tx, found);
        SittingStore.End(tx, found, state, at);
        var followed = Act(tx, found.Record, found.Sitting.End(earlier, at), at);
        var (tasks, failure) = Beside(tx, followed.Alert, () => AddTasks(tx, found, earlier, at));
        return followed with { Tasks = tasks ? found.Record : null, Failure = followed.Failure ?? failure };
    }

    /// <summary>A P0 raises its alert before anything else; what asks for a person comes to the queue.</summary>
    public static Followed Act(WriteTransaction tx, Guid record, IReadOnlyList<Signal> signals, DateTimeOffset at)
    {
        if (signals.Count == 0) return default;
        var pack = RulePacks.Current(tx);
        Guid? alert = TriageRules.Decide(signals, pack, at).Level == Level.Crisis
            ? AlertIntake.Raise(tx, Guid.CreateVersion7(at), record, AlertCause.Screener, at).Alert
            : null;
        if (!TriageRules.AskForSomebody(signals, pack)) return new Followed(alert, null);
        var (item, failure) = Beside(tx, alert, () => QueueIntake.PatientShared(tx, record, signals, at));
        return new Followed(alert, item, Failure: failure);
    }

    // An alert hangs on nothing else: what fails beside it is undone by itself, and told by SittingNews.
    private static (T? Result, Exception? Failure) Beside<T>(WriteTransaction tx, Guid? alert, Func<T> work)
    {
        if (alert is null) return (work(), null);
        tx.Execute("SAVEPOINT beside");
        try
        {
            var result = work();
            tx.Execute("RELEASE beside");
            return (result, null);
        }
#pragma warning disable CA1031 // Whatever it was, the patient's alert is kept.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            tx.Execute("ROLLBACK TO beside");
            tx.Execute("RELEASE beside");
            return (default, failure);
        }
    }

    private static bool AddTasks(WriteTransaction tx, SittingOnFile found, List<int> earlier, DateTimeOffset at)
    {
        var pack = RulePacks.Current(tx);
        var review = Review(tx, found, earlier, pack, at);
        return Screener.Read(found.Sitting.Answers) is { } outcome ? RiskBook.Found(tx, found.Record, outcome, pack, at) | review : review;
    }

    // Relapse watch: somebody looks at it in the ordinary course.
    private static bool Review(WriteTransaction tx, SittingOnFile found, List<int> earlier, RulePack pack, DateTimeOffset at)
    {
        if (found.Sitting.Begun != Instrument.Phq9 || Score.Of(Instrument.Phq9, found.Sitting.Answers) is not { } score) return false;
        if (!ChangeOverTime.IsRelapseWatch(earlier, score.Total, pack.Thresholds)) return false;
        var due = pack.ClocksOf(Level.Routine, at).ContactBy;
        TaskBook.Add(
            tx, CareTask.New(Guid.CreateVersion7(at), new RecordId(found.Record), TaskKind.Review, null, due, $"sitting:{found.Id}"), at);
        return true;
    }
}
