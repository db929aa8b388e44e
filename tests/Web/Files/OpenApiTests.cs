using System.Text.Json;

namespace CareConnect.Web.Tests.Files;

public sealed class OpenApiTests(StaffedClinic clinic) : IClassFixture<StaffedClinic>
{
    [Fact]
    public async Task Every_endpoint_for_programs_is_described_and_no_page_is()
    {
        var description = JsonDocument.Parse(await clinic.Browser().Page("/openapi/v1.json"));
        var paths = description.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.Contains("/api/token", paths);
        Assert.Contains("/api/me", paths);
        Assert.Contains("/api/commits", paths);
        Assert.Contains("/api/join/look", paths);
        Assert.All(paths, path => Assert.StartsWith("/api/", path, StringComparison.Ordinal));
    }
}
