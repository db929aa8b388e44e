using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Coverage;

/// <summary>Why something was refused, in words that say what to do.</summary>
public sealed class FaultWords(PlanNames names, IStringLocalizer<CoverageWords> words)
{
    /// <param name="rotation">The name that a rotation goes by on the page.</param>
    public string Of(OnCallFault fault, Func<int, string>? rotation = null)
    {
        var key = $"coverage.fault.{OnCallAnswer.Name(fault)}";
        var at = rotation ?? (index => Number(index));
        return fault switch
        {
            UnknownPerson who => words[key, names.Of(who.Person)],
            NotInCrisisTeam who => words[key, names.Of(who.Person)],
            NoPeople where => words[key, at(where.Rotation)],
            NoHours where => words[key, at(where.Rotation)],
            BadTurn where => words[key, at(where.Rotation)],
            EndsBeforeItStarts where => words[key, at(where.Rotation)],
            ShiftsOverlap where => words[key, at(where.Rotation)],
            RotationsOverlap where => words[key, at(where.Rotation), at(where.Other)],
            EmptyStep where => words[key, Number(where.Step)],
            DelayNotPositive where => words[key, Step(where.Step)],
            DelayTooLong where => words[key, Step(where.Step), (int)where.Limit.TotalMinutes],
            TooManySteps most => words[key, most.Limit],
            UnknownSchedule where => words[key, Number(where.Step)],
            UnknownTeam where => words[key, Number(where.Step)],
            UnknownPolicy where => words[key, Number(where.Step)],
            PolicyNotAlone where => words[key, Number(where.Step)],
            CircularReference circle => words[key, string.Join(" → ", circle.Path.Select(names.Of))],
            _ => words[key],
        };
    }

    private static string Number(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Step(int? step) => step is { } index ? words["coverage.step", index + 1] : words["coverage.end"];
}
