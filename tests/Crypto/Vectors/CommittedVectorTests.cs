using System.Text.Json.Nodes;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Every case of tests/vectors, which TypeScript runs too; and that the generator still makes the same files.</summary>
public sealed class CommittedVectorTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Generator.Files.Keys)
                foreach (var c in VectorCase.Of(file)) data.Add(file, c.Name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_what_it_says(string file, string name)
    {
        var c = VectorCase.Of(file).Single(c => c.Name == name);
        if (c.Op == "reader")
        {
            Assert.True(JsonNode.DeepEquals(c.Fields["expect"], KeyCases.Read(c)), KeyCases.Read(c).ToJsonString());
        }
        else if (!ValueCases.Run(c))
        {
            var refusal = RuleCases.Run(c) ?? KeyCases.Run(c);
            Assert.NotNull(refusal);
            Assert.Equal(c.Refusal, refusal);
        }
    }

    [Fact]
    public void The_committed_files_are_what_the_generator_makes()
    {
        foreach (var (file, make) in Generator.Files)
        {
            var path = Path.Combine(VectorFile.Folder, file);
            if (Environment.GetEnvironmentVariable("WRITE_VECTORS") == "1") File.WriteAllText(path, make());
            Assert.True(File.ReadAllText(path) == make(), $"{file} differs: run with WRITE_VECTORS=1, and look at what changed.");
        }
    }
}
