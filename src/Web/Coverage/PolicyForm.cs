using System.Globalization;
using CareConnect.Domain.OnCall;
using CareConnect.Protocol;

namespace CareConnect.Web.Coverage;

/// <summary>A policy as its form holds it. Without script: each change of shape is a button that posts the form.</summary>
public sealed class PolicyForm
{
    public string? Name { get; set; }

    public int Version { get; set; }

    public IList<StepForm> Steps { get; init; } = [];

    public string? Last { get; set; }

    public string? LastMinutes { get; set; }

    public static PolicyForm Of(EscalationPolicy policy, int version)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new()
        {
            Name = policy.Name, Version = version, Last = policy.Last?.Value, LastMinutes = Minutes(policy.LastDelay),
            Steps = [.. policy.Steps.Select(step => new StepForm { Minutes = Minutes(step.Delay), Targets = [.. step.Targets.Select(Value)] })],
        };
    }

    /// <summary>A target as the value of its choice: <c>person:…</c>.</summary>
    public static string Value(StepTarget target) => target switch
    {
        PersonTarget person => $"person:{person.Person}",
        TeamTarget team => $"team:{team.Team}",
        ScheduleTarget schedule => $"schedule:{schedule.Schedule}",
        PolicyTarget policy => $"policy:{policy.Policy}",
        _ => throw new NotSupportedException($"No value for {target.GetType().Name}."),
    };

    /// <summary>Adds, removes or moves a step; false for a button that does none of it.</summary>
    public bool Change(string? button)
    {
        if (button == "add")
        {
            Steps.Add(new StepForm { Minutes = "5" });
            return true;
        }

        if (button?.Split('-') is not [var what, var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var at) || at < 0 || at >= Steps.Count)
            return false;
        var step = Steps[at];
        Steps.RemoveAt(at);
        if (what == "up") Steps.Insert(Math.Max(at - 1, 0), step);
        if (what == "down") Steps.Insert(Math.Min(at + 1, Steps.Count), step);
        return true;
    }

    public OnCallPolicy Read() => new(
        Name ?? "",
        [.. Steps.Select(step => new OnCallStep(
            [.. step.Targets.Where(target => !string.IsNullOrEmpty(target)).Distinct().Select(Target)], Seconds(step.Minutes)))],
        Last, Seconds(LastMinutes), Version);

    private static OnCallTarget Target(string? value) =>
        value!.Split(':', 2) is [var kind, var id] ? new(kind, id) : new("", "");

    // What is no number is no time to wait, and refused as that. Beyond an hour it only has to stay too long.
    private static int Seconds(string? minutes) =>
        int.TryParse(minutes, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, -1, 100_000) * 60 : 0;

    private static string Minutes(TimeSpan delay) => Math.Max(1, (int)delay.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}

public sealed class StepForm
{
    public IList<string?> Targets { get; init; } = [];

    public string? Minutes { get; set; }
}
