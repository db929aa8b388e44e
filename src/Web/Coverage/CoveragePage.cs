using System.Collections.Immutable;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Coverage;

/// <summary>What every page about who is on call has: the plan, the names, and why something was refused.</summary>
public abstract class CoveragePage(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words) : PageModel
{
    public Hub.OnCall.Coverage Plan { get; private set; } = null!;

    public PlanNames Names { get; private set; } = null!;

    /// <summary>In the time zone of the schedule that the page is about, else of the clinic.</summary>
    public ShiftTime Time { get; private set; } = null!;

    /// <summary>Why what was sent was refused, in words.</summary>
    public ImmutableArray<string> Reasons { get; protected set; } = [];

    public PersonId Me => new(HttpContext.Caller()!.Person ?? "");

    /// <summary>Responders by name, for choices.</summary>
    public IEnumerable<(PersonId Id, string Name)> Responders =>
        Plan.Book.Roster.Responders.Select(person => (person, Names.Of(person))).OrderBy(person => person.Item2, StringComparer.CurrentCulture);

    protected ISender Sender => sender;

    protected IStringLocalizer<CoverageWords> Words => words;

    /// <summary>Reads the plan; false for who may not see it.</summary>
    protected async Task<bool> Load(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var (caller, now, cancellation) = (HttpContext.Caller()!, clock.GetUtcNow(), HttpContext.RequestAborted);
        if (await sender.Send(new ReadCoverage(caller, from ?? now.AddDays(-9), until ?? now.AddDays(36)), cancellation) is not { } plan) return false;
        Plan = plan;
        Names = new PlanNames(await sender.Send(new ReadNames(), cancellation), plan.Book, caller.Person, words);
        Time = new ShiftTime(TimeZoneInfo.FindSystemTimeZoneById((await clinic.Now(cancellation)).Zone), now);
        return true;
    }

    /// <summary>Says all times in this schedule's zone.</summary>
    protected void In(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Time = new ShiftTime(schedule.Zone, Time.Now);
    }

    /// <summary>On when it is done; else the page again, with the reasons and all that was typed.</summary>
    protected IActionResult After(OnCallAnswer answer, string next, Func<int, string>? rotation = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Error is null) return Redirect(next);
        if (answer.Error is HubErrors.NotAllowed or HubErrors.NotFound) return StatusCode(StatusCodes.Status403Forbidden);
        var faults = new FaultWords(Names, words);
        Reasons = answer switch
        {
            { Faults.IsEmpty: false } => [.. answer.Faults.Select(fault => faults.Of(fault, rotation)).Distinct()],
            { Error: HubErrors.WrongState } => [words["coverage.meanwhile"]],
            _ => [words["coverage.malformed"]],
        };
        return Page();
    }
}
