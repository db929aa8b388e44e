using System.Globalization;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Questionnaires;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>One question of a sitting: the next one, or an earlier one to look at again.</summary>
public sealed class SittingModel(ISender sender, IHtmlLocalizer<QuestionWords> words) : PageModel
{
    private List<Item> path = [];

    // Whether the question about when something was done is still ahead.
    private bool whenMayCome;

    public Guid Id { get; private set; }

    public Item Item { get; private set; } = null!;

    /// <summary>The answer it had, when looked at again.</summary>
    public int? Given { get; private set; }

    /// <summary>Whether nothing was chosen.</summary>
    public bool Missing { get; private set; }

    /// <summary>Whether the answers so far are a crisis.</summary>
    public bool IsCrisis { get; private set; }

    /// <summary>The item's code as part of a key of words.</summary>
    public string Key => Item.Code.Replace('.', '-');

    /// <summary>Key of the words that stand before the question.</summary>
    public string Stem => Item switch
    {
        { Scale: Scale.YesNo } => Item.Code.StartsWith("cssrs.6", StringComparison.Ordinal) ? "ask.lifetime" : "ask.month",
        _ => Item.Code.StartsWith("phq9", StringComparison.Ordinal) ? "ask.frequency.phq9" : "ask.frequency.gad7",
    };

    public IEnumerable<(int Value, LocalizedHtmlString Words)> Choices => Item.Scale == Scale.YesNo
        ? [(1, words["ask.yes"]), (0, words["ask.no"])]
        : Enumerable.Range(0, Item.Most + 1).Select(value => (value, words[$"ask.often-{value}"]));

    /// <summary>Whether the screener begins here, after another questionnaire.</summary>
    public bool Leads => Item == Questionnaire.Screener.Items[0] && path[0] != Item;

    /// <summary>Where the question is, in words. Of the screener only the most that may come is known.</summary>
    public LocalizedHtmlString Progress
    {
        get
        {
            var part = path.Where(each => each.Scale == Item.Scale).ToList();
            var place = part.IndexOf(Item) + 1;
            if (Item.Scale != Scale.YesNo) return words["sitting.progress", place, part.Count];
            return words["sitting.safety", place, part.Count + (whenMayCome ? 1 : 0)];
        }
    }

    /// <summary>Place of the question before, from 1.</summary>
    public int? BackTo => path.IndexOf(Item) is > 0 and var index ? index : null;

    /// <param name="at">Place of the question in the sitting, from 1; else the next one.</param>
    public async Task<IActionResult> OnGet(Guid sitting, int? at)
    {
        if (await Find(sitting) is not { } shown) return NotFound();
        return shown.State == SittingState.Open && Show(shown, at is > 0 ? shown.Sitting.Path.ElementAtOrDefault(at.Value - 1) : null)
            ? Page()
            : Redirect(Done(sitting));
    }

    public async Task<IActionResult> OnPost(Guid sitting, string? item, string? answer)
    {
        if (int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return await Answer(sitting, item, value);

        // Nothing was chosen, on a browser that does not ask for it.
        if (await Find(sitting) is not { } shown) return NotFound();
        Missing = true;
        return shown.State == SittingState.Open && Show(shown, Questionnaire.Find(item)) ? Page() : Redirect(Done(sitting));
    }

    public Task<IActionResult> OnPostSkip(Guid sitting, string? item) => Answer(sitting, item, null);

    public async Task<IActionResult> OnPostLeave(Guid sitting) =>
        await sender.Send(new LeaveSitting(HttpContext.Caller()!, sitting), CancellationToken.None) ? Redirect(Done(sitting)) : NotFound();

    // Not cancelled when the phone loses its connection: what was answered was answered.
    private async Task<IActionResult> Answer(Guid sitting, string? item, int? value) =>
        await sender.Send(new AnswerItem(HttpContext.Caller()!, sitting, item ?? "", value), CancellationToken.None) switch
        {
            AnswerCame.HelpFirst => Redirect($"/questions/sitting/{sitting}/help"),
            AnswerCame.Ended or AnswerCame.WasOver => Redirect(Done(sitting)),
            AnswerCame.NotFound => NotFound(),
            _ => Redirect($"/questions/sitting/{sitting}"),
        };

    private Task<SittingShown?> Find(Guid sitting) =>
        sender.Send(new ShowSitting(HttpContext.Caller()!, sitting), HttpContext.RequestAborted);

    private bool Show(SittingShown shown, Item? asked)
    {
        if ((asked is not null && shown.Sitting.Takes(asked) ? asked : shown.Sitting.Next) is not { } item) return false;
        (Id, Item, IsCrisis) = (shown.Id, item, shown.IsCrisis);
        Given = shown.Sitting.Answers[item.Code];
        path = [.. shown.Sitting.Path];
        whenMayCome = !shown.Sitting.Answers.Has("cssrs.6");
        return true;
    }

    private static string Done(Guid sitting) => $"/questions/sitting/{sitting}/done";
}
