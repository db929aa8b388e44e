using System.Text;
using CareConnect.Fuzz.Tests.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareConnect.Fuzz.Tests;

/// <summary>What looks for faults sees them.</summary>
public sealed partial class OracleTests
{
    [Fact]
    public void What_throws_is_found() =>
        Assert.Contains("it broke", Assert.Throws<FoundException>(() => CorpusTests.Try(new Broken(_ => throw new InvalidOperationException("it broke")), [1])).Message);

    [Fact]
    public void What_allocates_without_a_bound_is_found() =>
        Assert.Contains("allocated", Assert.Throws<FoundException>(() => CorpusTests.Try(new Broken(_ => GC.KeepAlive(new byte[1 << 20])), [1])).Message);

    [Fact]
    public void What_is_made_once_is_not()
    {
        byte[]? once = null;
        CorpusTests.Try(new Broken(_ => once ??= new byte[1 << 20]), [1]);
    }

    [Fact]
    public void An_error_in_the_log_is_found()
    {
        var clinic = FuzzedClinic.One;
        Broke(clinic.Services.GetRequiredService<ILoggerFactory>().CreateLogger("a handler"));
        Assert.Contains("It broke", Assert.Throws<InvalidOperationException>(clinic.Errors.Look).Message);
        clinic.Errors.Look();
    }

    [Fact]
    public async Task A_frame_reaches_its_handler_and_is_answered()
    {
        var answer = await HubFrames.Ask(FuzzedClinic.One, 0, HubFrames.Frame("MyAlert", []));
        Assert.Contains(FuzzedClinic.Alert.ToString(), Encoding.Latin1.GetString(answer));
    }

    [LoggerMessage(LogLevel.Error, "It broke")]
    private static partial void Broke(ILogger logger);

    private sealed class Broken(Action<byte[]> run) : Target
    {
        public override string Name => "broken";

        public override IEnumerable<byte[]> Seeds => [];

        public override void Run(byte[] input) => run(input);
    }
}
