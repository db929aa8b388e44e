using System.Net;
using System.Text.RegularExpressions;

namespace CareConnect.Web.Tests;

/// <summary>What a person does with a page's forms.</summary>
public static partial class BrowserForms
{
    public static async Task<string> Page(this HttpClient browser, string path)
    {
        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Text();
    }

    public static Task<string> Text(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<HttpResponseMessage> SignIn(this HttpClient browser, string login, string password, string page = "/sign-in") =>
        await browser.PostForm(page, await browser.Page(page), ("login", login), ("password", password));

    /// <summary>Posts with the token that stands in <paramref name="html"/>, as the browser would.</summary>
    public static Task<HttpResponseMessage> PostForm(this HttpClient browser, string path, string html, params (string, string)[] fields) =>
        browser.Post(path, [.. fields, ("__RequestVerificationToken", Token().Match(html).Groups[1].Value)]);

    public static async Task<HttpResponseMessage> Post(this HttpClient browser, string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (headers.Length == 0) headers = [("Origin", "https://localhost"), ("Sec-Fetch-Site", "same-origin")];
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
