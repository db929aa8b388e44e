using System.Globalization;
using System.Resources;

namespace CareConnect.Hub.Paging;

/// <summary>All that a page ever says: fixed words that name nobody, and a code.</summary>
internal static class PageWords
{
    private static readonly ResourceManager Words = new(typeof(PageWords));

    /// <summary>As it stands on a lock screen.</summary>
    public static string Of(PageOrder order) => order.Kind switch
    {
        PageKind.Alert => Text("alert", order.Language),
        PageKind.Drill => Text("drill", order.Language),
        _ => string.Format(CultureInfo.InvariantCulture, Text("code", order.Language), order.Code),
    };

    /// <summary>As a telephone says it: digits one by one.</summary>
    public static string Spoken(PageOrder order) => order.Kind == PageKind.Code
        ? string.Format(CultureInfo.InvariantCulture, Text("code", order.Language), string.Join(' ', order.Code.AsEnumerable()))
        : Of(order);

    private static string Text(string name, string language) =>
        Words.GetString(name, CultureInfo.GetCultureInfo(language)) ?? throw new MissingManifestResourceException(name);
}
