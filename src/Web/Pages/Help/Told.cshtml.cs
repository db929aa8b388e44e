using CareConnect.Hub.Clinic;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using CareConnect.Web.Access;
using CareConnect.Web.Help;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Help;

public enum Teller
{
    /// <summary>Not signed in here: nobody was told, and the page must say so.</summary>
    Nobody,
    Staff,
    Patient,
}

/// <summary>After "I need help now": whether the team knows, since when, and who has it.</summary>
public sealed class ToldModel(ISender sender, CrisisTeams crisisTeams, ClinicClock clock, HelpLines lines) : PageModel
{
    public Teller Who { get; private set; }

    public AlertRow? Alert { get; private set; }

    /// <summary>Signed name of who has it.</summary>
    public string? Owner { get; private set; }

    /// <summary>Whether anybody is in a crisis team at all.</summary>
    public bool AnyoneThere { get; private set; }

    public ClinicTime Time { get; private set; } = null!;

    /// <summary>Whether a device of theirs can write details.</summary>
    public bool HasKeys { get; private set; }

    public IReadOnlyList<SpokenLine> Lines { get; private set; } = [];

    public async Task OnGet()
    {
        if (HttpContext.Caller() is not { } caller) return;
        Who = caller.IsStaff ? Teller.Staff : Teller.Patient;
        if (caller.IsStaff) return;
        var cancellation = HttpContext.RequestAborted;
        Time = await clock.Now(cancellation);
        Alert = (await sender.Send(new ShowMyAlert(caller), cancellation)).Alert;
        AnyoneThere = await crisisTeams.AnyoneThere(caller, cancellation);
        Owner = (await sender.Send(new ReadNames(), cancellation)).Of(Alert?.Owner);
        HasKeys = caller.Person is not null;
        Lines = lines.Here();
    }
}
