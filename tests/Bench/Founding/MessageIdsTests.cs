using CareConnect.Load.Founding;
using CsCheck;

namespace CareConnect.Bench.Tests.Founding;

public sealed class MessageIdsTests
{
    [Fact]
    public void An_id_says_which_message_it_is_of() =>
        Gen.Select(Gen.Int[0, 0xff_ffff], Gen.Int[0, int.MaxValue]).Sample((thread, sequence) =>
        {
            var id = MessageIds.Make(1_790_000_000_000, thread, sequence);
            Assert.Equal(7, id.Version);
            Assert.Equal((thread, sequence), MessageIds.Read(id.ToByteArray(bigEndian: true)));
        });

    [Fact]
    public void Sealed_messages_come_back_from_their_file()
    {
        var messages = new SealedMessages(2, 3, 40, 8);
        for (var thread = 0; thread < 2; thread++)
            for (var sequence = 0; sequence < 3; sequence++) MessageIds.Make(1, thread, sequence).TryWriteBytes(messages[thread, sequence][8..], bigEndian: true, out _);
        var path = Path.Combine(Directory.CreateTempSubdirectory("bench-").FullName, "messages");
        messages.Write(path);

        var read = SealedMessages.Read(path);
        Assert.Equal((2, 3, 40, 8), (read.Threads, read.Supply, read.Length, read.IdAt));
        Assert.Equal((1, 2), read.WhichIs(read[1, 2]));
        Assert.Equal((1, 77), read.WhichIs(read.Plain(1, 77)));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
