using CareConnect.Domain.People;
using CareConnect.Hub.Contacts;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

/// <summary>How this patient is reached, and whom to call in a crisis. Works without script.</summary>
public sealed class ContactsModel(ISender sender) : PageModel
{
    public ContactDetails Details { get; private set; } = ContactDetails.None;

    public IReadOnlyList<ContactFault> Faults { get; private set; } = [];

    public bool Saved { get; private set; }

    public async Task OnGet(bool saved)
    {
        Saved = saved;
        Details = await sender.Send(new ReadMyContacts(HttpContext.Caller()!), HttpContext.RequestAborted) ?? ContactDetails.None;
    }

    public async Task<IActionResult> OnPost()
    {
        var form = Request.Form;
        Details = new ContactDetails(form["phone"].ToString(), form["address"].ToString(), [.. Enumerable.Range(0, ContactDetails.MostContacts)
            .Select(place => new EmergencyContact(
                form[$"name{place}"].ToString(), form[$"relation{place}"].ToString(), form[$"phone{place}"].ToString(), form[$"may{place}"] == "yes"))]).Tidy();
        var (allowed, faults) = await sender.Send(new SaveMyContacts(HttpContext.Caller()!, Details), CancellationToken.None);
        if (!allowed) return Forbid();
        Faults = faults;
        return faults.Count > 0 ? Page() : Redirect("/settings/contacts?saved=true");
    }

    public EmergencyContact Person(int place) => Details.Contacts.ElementAtOrDefault(place) ?? new EmergencyContact("", "", "", true);

    public FieldOf Field(string name, string label, string value, ContactField field, int? place = null) => new(
        name, label, value, Faults.FirstOrDefault(fault => fault.Field == field && fault.Place == place) is { } fault ? Words(fault.Problem) : null);

    private static string Words(ContactProblem problem) => problem switch
    {
        ContactProblem.Missing => "contacts.fault.missing",
        ContactProblem.TooLong => "contacts.fault.too-long",
        ContactProblem.TooMany => "contacts.fault.too-many",
        _ => "contacts.fault.no-phone-number",
    };

    /// <summary>One field of the form.</summary>
    /// <param name="Label">Key of its words; so are the hint and the fault.</param>
    public sealed record FieldOf(string Name, string Label, string Value, string? Fault)
    {
        public string? Hint { get; init; }

        public string Type { get; init; } = "text";

        public string AutoComplete { get; init; } = "off";

        public int Longest { get; init; } = ContactDetails.LongestText;
    }
}
