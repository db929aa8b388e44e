using System.Buffers.Binary;

namespace CareConnect.Load.Founding;

/// <summary>
/// Messages that were sealed and signed before a run, so that the sender's own cryptography takes nothing from what is measured.
/// All are equally long.
/// </summary>
internal sealed class SealedMessages
{
    private const int Head = 16;
    private readonly byte[][] threads;

    public SealedMessages(int threads, int supply, int length, int idAt)
    {
        (Supply, Length, IdAt) = (supply, length, idAt);
        this.threads = [.. Enumerable.Range(0, threads).Select(_ => new byte[supply * length])];
    }

    public int Threads => threads.Length;

    /// <summary>Messages in a thread.</summary>
    public int Supply { get; }

    /// <summary>Bytes of a message.</summary>
    public int Length { get; }

    /// <summary>Where in a message its id stands.</summary>
    public int IdAt { get; }

    public Span<byte> this[int thread, int sequence] => threads[thread].AsSpan(sequence * Length, Length);

    public (int Thread, int Sequence) WhichIs(ReadOnlySpan<byte> message) => MessageIds.Read(message.Slice(IdAt, MessageIds.Size));

    /// <summary>Messages of the same shape that nobody signed, for systems that look at nothing.</summary>
    public byte[] Plain(int thread, int sequence)
    {
        var message = this[thread, sequence % Supply].ToArray();
        MessageIds.Make(1, thread, sequence).TryWriteBytes(message.AsSpan(IdAt), bigEndian: true, out _);
        return message;
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        Span<byte> head = stackalloc byte[Head];
        foreach (var (at, value) in new[] { Threads, Supply, Length, IdAt }.Index()) BinaryPrimitives.WriteInt32LittleEndian(head[(4 * at)..], value);
        file.Write(head);
        foreach (var thread in threads) file.Write(thread);
    }

    public static SealedMessages Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[Head];
        file.ReadExactly(head);
        var messages = new SealedMessages(
            BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[8..]), BinaryPrimitives.ReadInt32LittleEndian(head[12..]));
        foreach (var thread in messages.threads) file.ReadExactly(thread);
        return messages;
    }
}
