using CareConnect.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CareConnect.Web.Access;

/// <summary>Who has no keys yet makes them before anything else; the way on is kept.</summary>
public sealed class EnrolFirst : IPageFilter
{
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        if (http.Caller() is { Person: null })
            context.Result = new RedirectResult("/enrol?next=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }
}
