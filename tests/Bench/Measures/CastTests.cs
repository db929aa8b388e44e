using CareConnect.Load;

namespace CareConnect.Bench.Tests.Measures;

public sealed class CastTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Everybody_is_a_therapist_or_the_patient_of_one(int connections)
    {
        var cast = Cast.Of(connections);
        Assert.Equal(connections, cast.Connections);
        Assert.Equal(
            Enumerable.Range(0, cast.Patients), Enumerable.Range(0, cast.Therapists).SelectMany(cast.PatientsOf).Order());
        Assert.All(Enumerable.Range(0, cast.Patients), patient => Assert.Contains(patient, cast.PatientsOf(cast.TherapistOf(patient))));
    }

    [Theory]
    [InlineData(new[] { "--quick" }, true, 1, new string[0])]
    [InlineData(new[] { "--times", "3", "idle", "storm" }, false, 3, new[] { "idle", "storm" })]
    [InlineData(new string[0], false, 5, new string[0])]
    public void Options_are_read(string[] arguments, bool quick, int times, string[] parts)
    {
        Assert.True(Options.TryParse(arguments, out var options, out _));
        Assert.Equal((quick, times), (options.Quick, options.Times));
        Assert.Equal(parts, options.Parts);
    }

    [Theory]
    [InlineData("--fast")]
    [InlineData("--times")]
    [InlineData("--times", "0")]
    [InlineData("--times", "many")]
    public void What_is_no_option_is_said(params string[] arguments)
    {
        Assert.False(Options.TryParse(arguments, out _, out var wrong));
        Assert.NotEqual("", wrong);
    }
}
