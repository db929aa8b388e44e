using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.OnCall;

/// <summary>Whom an alert is paged to, step by step, at an instant. Asked inside the engine's transaction.</summary>
internal static class EscalationSteps
{
    /// <summary>How long the crisis teams have where no policy is stored (CLINICAL.md, P0).</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromMinutes(5);

    /// <summary>The steps in order, never none. Without a policy: one, with all crisis responders.</summary>
    public static IReadOnlyList<ReadyStep> At(Sql sql, DateTimeOffset now) =>
        [new ReadyStep(0, DefaultDelay, [.. Staffing.CrisisResponders(sql).Select(member => new PersonId(member.Person))])];
}
