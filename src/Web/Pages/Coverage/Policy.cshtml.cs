using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>Whom alerts are paged to: steps with their delays, and the person at the end.</summary>
public sealed class PolicyModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    private readonly TimeProvider clock = clock;

    /// <summary>Null: the one by which alerts are paged.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Id { get; set; }

    [BindProperty] public PolicyForm Form { get; set; } = new();

    /// <summary>The button that was pressed.</summary>
    [BindProperty] public string? Do { get; set; }

    public PolicyId Shown => Id is { } id ? new(id) : PolicyId.InForce;

    /// <summary>The others, that a step may lead to.</summary>
    public IEnumerable<EscalationPolicy> Others =>
        Plan.Book.Policies.Values.Where(policy => policy.Id != Shown).OrderBy(policy => policy.Name, StringComparer.CurrentCulture);

    public async Task<IActionResult> OnGet(bool create = false)
    {
        if (!await Load() || !Plan.Edits) return StatusCode(StatusCodes.Status403Forbidden);
        if (create) return Redirect($"/coverage/policies/{Guid.CreateVersion7(clock.GetUtcNow())}");
        if (Plan.Book.Policies.GetValueOrDefault(Shown) is { } policy)
        {
            Form = PolicyForm.Of(policy, Plan.Version(Shown.Value));
        }
        else
        {
            Form = new PolicyForm { Name = Id is null ? Words["coverage.policy.name.first"] : "", LastMinutes = "5", Version = Plan.Version(Shown.Value) };
            Form.Change("add");
        }

        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Load() || !Plan.Edits) return StatusCode(StatusCodes.Status403Forbidden);
        var caller = HttpContext.Caller()!;
        if (Do == "remove-policy" && Id is { } id) return After(await Sender.Send(new RemovePolicy(caller, id), CancellationToken.None), "/coverage/policy");
        if (Form.Change(Do)) return Page();
        return After(await Sender.Send(new SetPolicy(caller, Id, Form.Read()), CancellationToken.None), Id is null ? "/coverage#steps" : "/coverage/policy");
    }

    /// <summary>All that a step may come to, as choices in groups.</summary>
    public IEnumerable<(string Group, IEnumerable<(string Value, string Name)> Choices)> Targets()
    {
        var book = Plan.Book;
        yield return ("schedules", book.Schedules.Values.Select(schedule => (PolicyForm.Value(new ScheduleTarget(schedule.Id)), schedule.Name)));
        yield return ("people", Responders.Select(person => (PolicyForm.Value(new PersonTarget(person.Id)), person.Name)));
        yield return ("teams", book.Roster.Teams.Keys.Select(team => (PolicyForm.Value(new TeamTarget(team)), Names.Of(team))));
        yield return ("policies", book.Policies.Values.Where(policy => Id is not null || policy.Id != Shown)
            .Select(policy => (PolicyForm.Value(new PolicyTarget(policy.Id)), policy.Name)));
    }

    public string Name(string by) => Names.Of(new PersonId(by));
}
