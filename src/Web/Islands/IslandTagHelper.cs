using System.Text.Json;
using CareConnect.Hub.Accounts;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CareConnect.Web.Islands;

/// <summary>
/// <c>&lt;island name="thread" page="…"&gt;skeleton&lt;/island&gt;</c>: the place where the device renders what only it may know.
/// Its first data come in <c>data-</c> attributes; nothing is inline script. Its content is shown until the script has drawn.
/// </summary>
[HtmlTargetElement("island", Attributes = nameof(Name))]
public sealed class IslandTagHelper(IHtmlLocalizer<Words> words, ISender sender, ClinicClock clock) : TagHelper
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The script <c>/app/{Name}.js</c>.</summary>
    public required string Name { get; set; }

    /// <summary>What the page knows, as the island's <c>data-page</c>.</summary>
    public object Page { get; set; } = new { };

    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext View { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var self = View.HttpContext.Caller() is { } caller
            ? await sender.Send(new ReadSelf(caller), View.HttpContext.RequestAborted)
            : null;
        output.TagName = "div";
        output.Attributes.SetAttribute("id", "island");
        output.Attributes.SetAttribute("data-self", JsonSerializer.Serialize(self, Json));
        // Islands say times in the clinic's zone, as the pages around them do.
        output.Attributes.SetAttribute("data-zone", (await clock.Now(View.HttpContext.RequestAborted)).Zone);
        output.Attributes.SetAttribute("data-page", JsonSerializer.Serialize(Page, Json));
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        output.PostElement.AppendHtml("<noscript><p class=\"banner\"><span>").AppendHtml(words["noscript"])
            .AppendHtml("</span></p></noscript>")
            .AppendHtml($"<script type=\"module\" src=\"/app/{Name}.js\"></script>");
    }
}
