using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CareConnect.Web.Icons;

/// <summary><c>&lt;icon name="phone"&gt;</c>: a picture from <c>/icons.svg</c>, hidden from screen readers, whose words stand beside it.</summary>
[HtmlTargetElement("icon", Attributes = nameof(Name), TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    /// <summary>False for shapes that bring their own size and stroke: the mark, levels.</summary>
    public bool Line { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Line) output.Attributes.Add("class", "i");
        output.Attributes.Add("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"/icons.svg#{Name}\"/>");
    }
}
