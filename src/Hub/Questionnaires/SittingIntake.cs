using CareConnect.Domain.Crisis;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Questionnaires;

/// <summary>What answers led to: an alert, a row of the queue, both or neither. To be told after the commit.</summary>
internal readonly record struct Followed(Guid? Alert, Guid? Item);

/// <summary>What answers mean for care. Called in the transaction that stores them: both are stored, or neither.</summary>
internal static class SittingIntake
{
    /// <summary>Ends a sitting: its results, and what they lead to.</summary>
    public static Followed End(WriteTransaction tx, SittingOnFile found, SittingState state, DateTimeOffset at)
    {
        var earlier = SittingStore.TotalsBefore(tx, found);
        SittingStore.End(tx, found, state, at);
        return Act(tx, found.Record, found.Sitting.End(earlier, at), at);
    }

    /// <summary>A P0 raises its alert before anything else; what asks for a person comes to the queue.</summary>
    public static Followed Act(WriteTransaction tx, Guid record, IReadOnlyList<Signal> signals, DateTimeOffset at)
    {
        if (signals.Count == 0) return default;
        var pack = RulePacks.Current(tx);
        Guid? alert = TriageRules.Decide(signals, pack, at).Level == Level.Crisis
            ? AlertIntake.Raise(tx, Guid.CreateVersion7(at), record, AlertCause.Screener, at).Alert
            : null;
        return new Followed(alert, TriageRules.AskForSomebody(signals, pack) ? QueueIntake.PatientShared(tx, record, signals, at) : null);
    }
}
