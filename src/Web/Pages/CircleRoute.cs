using System.Text.RegularExpressions;

namespace CareConnect.Web.Pages;

/// <summary><c>{circle:circle}</c> in a route: 43 characters of base64url, the name of a circle or team.</summary>
public sealed partial class CircleRoute : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values[routeKey] is string text && Name().IsMatch(text);
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43}$")]
    private static partial Regex Name();
}
