using System.Globalization;
using System.Resources;

namespace CareConnect.Hub.Paging;

/// <summary>All that a page ever says: fixed words that name nobody, and a code.</summary>
internal static class PageWords
{
    private static readonly ResourceManager Words = new(typeof(PageWords));

    /// <summary>As it stands on a lock screen.</summary>
    public static string Of(OutgoingPage page) => page.Kind switch
    {
        PageKind.Alert => Text("alert", page.Language),
        PageKind.Drill => Text("drill", page.Language),
        _ => string.Format(CultureInfo.InvariantCulture, Text("code", page.Language), page.Code),
    };

    /// <summary>As a telephone says it: digits one by one.</summary>
    public static string Spoken(OutgoingPage page) => page.Kind == PageKind.Code
        ? string.Format(CultureInfo.InvariantCulture, Text("code", page.Language), string.Join(' ', page.Code.AsEnumerable()))
        : Of(page);

    private static string Text(string name, string language) =>
        Words.GetString(name, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException(name);
}
