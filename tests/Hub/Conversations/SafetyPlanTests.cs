using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CareConnect.Client;

namespace CareConnect.Hub.Tests.Conversations;

/// <summary>Safety plans as content: the cases of tests/vectors/plans.json, which TypeScript runs too.</summary>
public sealed class SafetyPlanTests
{
    public static TheoryData<string> Cases => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_plan_is_read_and_written_alike_in_both_languages(string name)
    {
        (string content, ulong over, string[][][]? steps) = All()[name];
        SafetyPlan? read = SafetyPlan.Read(Convert.FromHexString(content));

        if (steps is null)
        {
            Assert.Null(read);
            return;
        }

        Assert.NotNull(read);
        Assert.Equal(over, read.Base);
        Assert.Equal(steps, read.Steps.Select(step => step.Select(line => new[] { line.Text, line.Phone }).ToArray()).ToArray());
        Assert.Equal(content, Convert.ToHexStringLower(read.ToContent()));
    }

    [Fact]
    public void What_is_out_of_bounds_is_not_written()
    {
        ImmutableArray<ImmutableArray<PlanLine>> steps = [[], [], [], [], [], []];

        Assert.Throws<ArgumentException>(() => new SafetyPlan(0, steps.SetItem(0, [new PlanLine("x", "988")])).ToContent());
        Assert.Throws<ArgumentException>(() => new SafetyPlan(0, steps.SetItem(3, [new PlanLine("")])).ToContent());
        Assert.Throws<ArgumentException>(() => new SafetyPlan(0, steps.RemoveAt(5)).ToContent());
        Assert.Throws<ArgumentException>(() => new SafetyPlan(0, default).ToContent());
    }

    private static Dictionary<string, (string Content, ulong Base, string[][][]? Steps)> All([CallerFilePath] string file = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(file)!, "../../vectors/plans.json");
        using var read = JsonDocument.Parse(File.ReadAllText(path));
        return read.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(
            each => each.GetProperty("name").GetString()!,
            each => (each.GetProperty("content").GetString()!, each.GetProperty("base").GetUInt64(), each.GetProperty("steps").Deserialize<string[][][]>()));
    }
}
