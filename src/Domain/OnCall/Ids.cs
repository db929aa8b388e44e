namespace CareConnect.Domain.OnCall;

/// <summary>A schedule's id.</summary>
public readonly record struct ScheduleId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A policy's id.</summary>
public readonly record struct PolicyId(Guid Value)
{
    /// <summary>The policy by which the clinic's alerts are paged. Others only take part when a step of it leads to them.</summary>
    public static readonly PolicyId InForce = new(new Guid("00000000-0000-7000-8000-000000000001"));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
