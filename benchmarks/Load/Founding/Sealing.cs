using System.Security.Cryptography;
using CareConnect.Client;
using CareConnect.Crypto;

namespace CareConnect.Load.Founding;

/// <summary>Seals and signs what patients will send: 1 KiB under the padding, each with an id, a salt and a signature of its own.</summary>
internal sealed class Sealing(int perThread)
{
    // With its CBOR around and the length in front it fills the padding's 1024 bytes.
    private const int Words = 1010;

    private readonly Lock gate = new();
    private SealedMessages? made;

    public SealedMessages Made => made ?? throw new InvalidOperationException("Nothing was sealed.");

    /// <summary>Seals one side's messages of a thread.</summary>
    /// <param name="answers">The therapist's, else the patient's.</param>
    public void Seal(int number, int threads, CareClient client, Conversation thread, bool answers)
    {
        var sealer = new MessageSealer(client.Keys, TimeProvider.System);
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var sequence = 0; sequence < perThread; sequence++)
        {
            if (Cast.IsAnswer(sequence) != answers) continue;
            var id = MessageIds.Make(at, number, sequence);
            var content = Contents.Text(Convert.ToHexString(RandomNumberGenerator.GetBytes(Words / 2)));
            // A patient's says how soon they ask for an answer; an answer of the same length says nothing of it.
            var open = Contents.Open(answers ? HowSoon.None : HowSoon.ThisWeek);
            if (sealer.Seal(thread.Reader, Draft.For(thread.Reader, id, content, open)) is not SealOutcome.Sealed done)
                throw new InvalidOperationException("A message could not be sealed.");
            var bytes = done.Message.Bytes.Span;
            lock (gate)
            {
                made ??= new SealedMessages(threads, perThread, bytes.Length, bytes.IndexOf(id.ToByteArray(bigEndian: true)));
            }

            bytes.CopyTo(made[number, sequence]);
            if (made.WhichIs(bytes) != (number, sequence)) throw new InvalidOperationException("Messages are not of one shape.");
        }
    }
}
