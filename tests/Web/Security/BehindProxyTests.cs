using System.Net;

namespace CareConnect.Web.Tests.Security;

public sealed class BehindProxyTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("::1", 200)]
    [InlineData("203.0.113.9", 426)]
    public async Task Only_a_proxy_on_this_machine_is_believed_that_the_visitor_came_by_https(string from, int status)
    {
        var answer = await clinic.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            context.Request.Method = "GET";
            context.Request.Scheme = "http";
            context.Request.Host = new("clinic.example");
            context.Request.Path = "/sign-in";
            context.Request.Headers["X-Forwarded-Proto"] = "https";
        }, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.Response.StatusCode);
    }
}
