using System.Globalization;
using System.Text.Json;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Cover;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Staff;

/// <summary>Who of the staff is away, and who looks after their work. Works without script.</summary>
public sealed class AwayModel(ISender sender, IStringLocalizer<QueueWords> words) : PageModel
{
    private SignedNames names = null!;

    public AbsenceList List { get; private set; } = null!;

    public IReadOnlyList<StaffName> Staff { get; private set; } = [];

    public string Me => HttpContext.Caller()!.Person!;

    /// <summary>What the form shows: what was sent, when it was refused.</summary>
    public Form Chosen { get; private set; } = new("", "", "", "");

    /// <summary>Key of what was done.</summary>
    public string? Said { get; private set; }

    /// <summary>Key of why nothing was done.</summary>
    public string? Fault { get; private set; }

    public async Task OnGet(string? said)
    {
        Said = said switch { "saved" => "away.saved", "ended" => "away.ended", _ => null };
        await Read();
        Chosen = new Form(Me, "", "", "");
    }

    public async Task<IActionResult> OnPost(string? person, string? from, string? last, string? cover)
    {
        Chosen = new Form(person ?? "", from ?? "", last ?? "", cover ?? "");
        var fault = Day(from) is { } first && Day(last) is { } end
            ? await sender.Send(
                new SetAbsence(HttpContext.Caller()!, Chosen.Person, first, end, Chosen.Cover.Length == 0 ? null : Chosen.Cover), CancellationToken.None)
            : AbsenceFault.Days;
        if (fault is null) return Redirect("/settings/away?said=saved");
        Fault = $"away.fault.{JsonNamingPolicy.KebabCaseLower.ConvertName(fault.Value.ToString())}";
        await Read();
        return Page();
    }

    public async Task<IActionResult> OnPostEnd(Guid absence) =>
        await sender.Send(new EndAbsence(HttpContext.Caller()!, absence), CancellationToken.None)
            ? Redirect("/settings/away?said=ended")
            : NotFound();

    public string NameOf(string person) => names.Of(person) ?? words["away.someone"];

    public string Days(AbsenceOnList absence)
    {
        ArgumentNullException.ThrowIfNull(absence);
        return absence.From == absence.Last
            ? words["away.day", ClinicTime.Date(absence.From)]
            : words["away.until", ClinicTime.Date(absence.From), ClinicTime.Date(absence.Last)];
    }

    private async Task Read()
    {
        var caller = HttpContext.Caller()!;
        List = await sender.Send(new ListAbsences(caller), HttpContext.RequestAborted);
        names = await sender.Send(new ReadNames(), HttpContext.RequestAborted);
        Staff = [.. (await sender.Send(new ListStaff(caller), HttpContext.RequestAborted))
            .Select(person => new StaffName(person, names.Of(person) ?? "")).Where(each => each.Name.Length > 0).OrderBy(each => each.Name, StringComparer.CurrentCulture)];
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;

    /// <summary>A member of staff by their signed name.</summary>
    public sealed record StaffName(string Id, string Name);

    public sealed record Form(string Person, string From, string Last, string Cover);
}
