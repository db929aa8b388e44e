using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace CareConnect.Web.Languages;

/// <summary>Links that show the same page in another language.</summary>
public static class LanguageLinks
{
    /// <summary>The rest of the question stays: <c>/unlock?next=…</c> must still know where to go.</summary>
    public static string InLanguage(this HttpRequest request, string code)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new QueryBuilder(request.Query.Where(pair => pair.Key != Spoken.Query)) { { Spoken.Query, code } }.ToString();
    }

    /// <summary>A language by its own name: <c>English</c>, <c>Español</c>.</summary>
    public static string OwnName(string code)
    {
        var name = CultureInfo.GetCultureInfo(code).NativeName;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
