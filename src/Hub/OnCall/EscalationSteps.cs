using CareConnect.Domain.OnCall;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.OnCall;

/// <summary>Whom an alert is paged to, step by step, at an instant. Asked inside the engine's transaction.</summary>
internal static class EscalationSteps
{
    /// <summary>The steps in order, never none. Without a policy: one, with all crisis responders.</summary>
    public static IReadOnlyList<ReadyStep> At(Sql sql, DateTimeOffset now) =>
        Escalation.At(OnCallStore.Book(sql, now, now.AddMilliseconds(1)), now);
}
