using CareConnect.Domain.Triage;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Questionnaires;

/// <summary>What the queue has heard of a patient of late, so that a button pressed twice is one signal.</summary>
internal static class RecentSignals
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    public static bool Has(Sql sql, Guid record, Signal signal) => ItemStore.OfRecord(sql, record)
        .Where(found => found.Item.IsOpen)
        .SelectMany(found => found.Item.Signals)
        .Any(heard => signal.At - heard.At < Late && heard with { At = signal.At } == signal);
}
