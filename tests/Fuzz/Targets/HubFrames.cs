using System.IO.Pipelines;
using System.Reflection;
using System.Text;
using CareConnect.Hub.Connections;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>
/// Whatever a signed-in device may send, through SignalR's own connection handler, into the handlers and the database. The first
/// byte says whose device it is; the rest comes after the handshake.
/// </summary>
internal sealed class HubFrames : Target
{
    private static readonly MessagePackHubProtocol Protocol = new();
    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":1}\u001e");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int connections;

    public override string Name => "hub";

    public override IEnumerable<byte[]> Seeds => Calls().SelectMany((call, number) => call.Frames.Select(frame => (byte[])[(byte)number, .. frame]));

    public override IReadOnlyList<byte[]> Words { get; } =
        [[0xc0], [0x96, 0x01, 0x80], [0x91, 0x06], [0x95, 0x02], [0x97, 0x04], [0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0xff, 0xff, 0xff, 0xff], [0xc9, 0x7f, 0xff, 0xff, 0xff, 0x01], [0xd9, 0xff], [0xc6, 0x00, 0x01, 0x00, 0x00]];

    public override int Mutations => 4_000;

    public override long Allocated => GC.GetTotalAllocatedBytes();

    // The connection itself, the clocks beside it, and for each call in the input what the database answers.
    public override long Allowed(int length) => 16 * 1024 * 1024 + 4096L * length;

    public override void Run(byte[] input)
    {
        if (input is not [var who, ..]) return;
        Ask(FuzzedClinic.One, who % FuzzedClinic.One.People.Count, input.AsMemory(1)).WaitAsync(Patience).GetAwaiter().GetResult();
        FuzzedClinic.One.Errors.Look();
    }

    /// <summary>Sends these frames after a handshake, and ends.</summary>
    /// <returns>All that the hub answered.</returns>
    internal static async Task<byte[]> Ask(FuzzedClinic clinic, int who, ReadOnlyMemory<byte> frames)
    {
        Pipe up = new(new PipeOptions(pauseWriterThreshold: 0)), down = new(new PipeOptions(pauseWriterThreshold: 0));
        await using var connection = new DefaultConnectionContext($"c{Interlocked.Increment(ref connections)}", new Ends(up.Reader, down.Writer), new Ends(down.Reader, up.Writer)) { User = clinic.Principal(who) };
        await up.Writer.WriteAsync((byte[])[.. Handshake, .. frames.Span]);
        await up.Writer.CompleteAsync();
        await clinic.Services.GetRequiredService<HubConnectionHandler<CareHub>>().OnConnectedAsync(connection);
        await down.Writer.CompleteAsync();
        using var answer = new MemoryStream();
        await down.Reader.CopyToAsync(answer);
        return answer.ToArray();
    }

    /// <summary>Every method with what is right, then with one argument after the other as it should not be.</summary>
    private static IEnumerable<(string Method, IEnumerable<byte[]> Frames)> Calls() => typeof(ICareHub).GetMethods()
        .OrderBy(method => method.Name, StringComparer.Ordinal).Select(method => (method.Name, Frames(method)));

    private static IEnumerable<byte[]> Frames(MethodInfo method)
    {
        object?[] right = [.. method.GetParameters().Select(parameter => Values(parameter.ParameterType)[0])];
        yield return Frame(method.Name, right);
        yield return Frame(method.Name, []);
        yield return Frame(method.Name, [.. right, 1]);
        for (var place = 0; place < right.Length; place++)
        {
            foreach (var value in Values(method.GetParameters()[place].ParameterType).Skip(1).Append(new object?[] { 1, null }))
            {
                var wrong = right.ToArray();
                wrong[place] = value;
                yield return Frame(method.Name, wrong);
            }
        }
    }

    internal static byte[] Frame(string method, object?[] arguments) => Protocol.GetMessageBytes(new InvocationMessage("1", method, arguments)).ToArray();

    private static object?[] Values(Type type) => type switch
    {
        _ when type == typeof(string) =>
            [FuzzedClinic.Thread, null, "", "\0", new string('A', 43), FuzzedClinic.Team, FuzzedClinic.Id("dana"), "help-button", "safe-with-plan", "today", "spoke-with-patient", "cover-needed", "answered", "Malformed", new string('é', 5_000)],
        _ when type == typeof(long) => [1L, 0L, -1L, long.MinValue, long.MaxValue, 253_402_300_800_000L, 1_800_000_000_000L],
        _ when type == typeof(Guid) => [FuzzedClinic.Alert, Guid.Empty, new Guid("01980000-0000-7000-8000-000000000000"), new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), "no id", null],
        _ when type == typeof(byte[]) => [Vectors.Objects("world.json").First(), null, Array.Empty<byte>(), new byte[32], new byte[70_000], Vectors.Objects("world.json").Last()],
        _ => throw new InvalidOperationException($"No values of {type}"),
    };

    private sealed class Ends(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
