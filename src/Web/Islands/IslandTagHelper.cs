using System.Text.Json;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CareConnect.Web.Islands;

/// <summary>
/// <c>&lt;island name="thread" page="…"&gt;skeleton&lt;/island&gt;</c>: the place where the device renders what only it may know.
/// Its first data come in <c>data-</c> attributes; nothing is inline script. Its content is shown until the script has drawn.
/// </summary>
[HtmlTargetElement("island", Attributes = nameof(Name))]
public sealed class IslandTagHelper(IHtmlLocalizer<Words> words) : TagHelper
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The script <c>/app/{Name}.js</c>.</summary>
    public required string Name { get; set; }

    /// <summary>What the page knows, as the island's <c>data-page</c>.</summary>
    public object Page { get; set; } = new { };

    /// <summary>Who is signed in, as <c>data-self</c>; null before that.</summary>
    public Self? Self { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("id", "island");
        output.Attributes.SetAttribute("data-self", JsonSerializer.Serialize(Self, Json));
        output.Attributes.SetAttribute("data-page", JsonSerializer.Serialize(Page, Json));
        output.Content.SetHtmlContent(await output.GetChildContentAsync());
        output.PostElement.AppendHtml("<noscript><p class=\"banner\"><span>").AppendHtml(words["noscript"])
            .AppendHtml("</span></p></noscript>")
            .AppendHtml($"<script type=\"module\" src=\"/app/{Name}.js\"></script>");
    }
}
