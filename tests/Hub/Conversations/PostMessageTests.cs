using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Tests.Circles;
using CareConnect.Protocol;
using Limits = CareConnect.Crypto.Verification.Limits;

namespace CareConnect.Hub.Tests.Conversations;

/// <summary>What bad input gets: a typed error that says which, nothing stored, the connection kept. PROTOCOL sections 4 and 9.</summary>
[Collection(nameof(RunningClinic))]
public sealed class PostMessageTests(RunningClinic clinic)
{
    [Fact]
    public async Task A_message_is_numbered_after_the_entries_before_it_and_chained_to_them()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Message message = Sealed(clinic.Maya, thread);
        PostReply reply = await clinic.Maya.Hub.Post(message.Bytes.ToArray());

        Assert.Null(reply.Error);
        Assert.Equal(2, reply.Number);
        Assert.Equal(Log.Next(thread.Reader.PositionHash, message.Name).ToArray(), reply.Hash);
        EntriesReply log = await clinic.Maya.Hub.Since(thread.Circle.ToString(), 1);
        Entry entry = Assert.Single(log.Entries);
        Assert.Equal(message.Bytes.ToArray(), entry.Bytes);
        Assert.Equal(reply.Hash, entry.Hash);
    }

    [Fact]
    public async Task A_message_to_a_conversation_one_is_not_in_is_not_found()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Header header = Sealed(clinic.Maya, thread).Header with
        {
            Author = clinic.Sam.Person,
            Device = clinic.Sam.Keys.Device.Key.PublicKey,
        };
        await Refused(HubErrors.NotFound, clinic.Sam, thread, Signed(clinic.Sam, header));
        await Refused(HubErrors.NotFound, clinic.Tom, thread, Signed(clinic.Tom, header with
        {
            Author = clinic.Tom.Person,
            Device = clinic.Tom.Keys.Device.Key.PublicKey,
        }));
    }

    [Fact]
    public async Task A_message_in_another_persons_name_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Message hers = Sealed(clinic.Maya, thread);

        await Refused(nameof(Refusal.WrongAuthor), clinic.Dana, thread, hers.Bytes.ToArray());
        await Refused(nameof(Refusal.WrongAuthor), clinic.Maya, thread, Signed(clinic.Maya, hers.Header with { Author = clinic.Dana.Person }));
    }

    [Fact]
    public async Task A_message_moved_to_another_circle_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Conversation other = await clinic.Sam.StartThread(clinic.Team);

        await Refused(HubErrors.NotFound, clinic.Maya, thread, Signed(clinic.Maya, Sealed(clinic.Maya, thread).Header with { Circle = other.Circle }));
    }

    [Fact]
    public async Task A_message_of_a_past_or_future_epoch_gets_the_newest_manifest()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Conversation theirs = await clinic.Dana.Open(thread.Circle);
        Message old = Sealed(clinic.Maya, thread);
        await theirs.Add(clinic.CrisisTeam);
        await thread.Sync();

        await Refused(HubErrors.WrongEpoch, clinic.Maya, thread, old.Bytes.ToArray(), thread.Reader.Newest!);
        await Refused(HubErrors.WrongEpoch, clinic.Maya, thread, Signed(clinic.Maya, Sealed(clinic.Maya, thread).Header with { Epoch = 2 }), thread.Reader.Newest!);
    }

    [Fact]
    public async Task A_message_into_a_stale_circle_gets_the_links_that_are_newer()
    {
        Person lead = await clinic.Join(clinic.Priya, "clinician");
        Person colleague = await clinic.Join(clinic.Priya, "clinician");
        Hash team = await clinic.NewTeam(lead.Client, "therapy");
        Conversation thread = await clinic.Maya.StartThread(team);
        Message message = Sealed(clinic.Maya, thread);

        // The lead's client repairs the conversations that it reaches; here somebody else's device is first to write.
        await Commits.ChangeTeam(lead.Client, team, colleague.Client.Person);
        Manifest newest = lead.Client.Directory.MyTeams[team].Newest!;
        await Refused(HubErrors.Stale, clinic.Maya, thread, message.Bytes.ToArray(), newest);
    }

    [Fact]
    public async Task A_message_with_one_bit_of_its_signature_changed_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        byte[] bytes = Sealed(clinic.Maya, thread).Bytes.ToArray();
        bytes[^40] ^= 1;

        await Refused(nameof(Refusal.BadSignature), clinic.Maya, thread, bytes);
    }

    [Fact]
    public async Task A_message_with_one_bit_of_its_words_changed_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        byte[] bytes = Sealed(clinic.Maya, thread).Bytes.ToArray();
        bytes[^70] ^= 1;

        await Refused(nameof(Refusal.BadSignature), clinic.Maya, thread, bytes);
    }

    [Fact]
    public async Task A_message_by_a_device_on_no_card_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        using var stranger = new DeviceKey();
        Header header = Sealed(clinic.Maya, thread).Header with { Device = stranger.PublicKey };

        await Refused(nameof(Refusal.UnknownDevice), clinic.Maya, thread, stranger.Sign(Message.ToBody(header.ToBytes(), new byte[272])));
    }

    [Fact]
    public async Task A_message_that_saw_another_log_is_refused()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Header header = Sealed(clinic.Maya, thread).Header;

        await Refused(nameof(Refusal.WrongSeen), clinic.Maya, thread, Signed(clinic.Maya, header with { SeenH = Hash.Of([1]) }));
        await Refused(nameof(Refusal.WrongSeen), clinic.Maya, thread, Signed(clinic.Maya, header with { SeenN = header.SeenN + 1 }));
        await Refused(nameof(Refusal.WrongSeen), clinic.Maya, thread, Signed(clinic.Maya, header with { SeenN = Limits.Number - 1 }));
    }

    [Fact]
    public async Task A_replayed_message_keeps_its_first_number()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        byte[] bytes = Sealed(clinic.Maya, thread).Bytes.ToArray();
        PostReply first = await clinic.Maya.Hub.Post(bytes);
        PostReply[] again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => clinic.Maya.Hub.Post(bytes)));

        Assert.Null(first.Error);
        Assert.All(again, reply => Assert.Equal((null, first.Number, first.At), (reply.Error, reply.Number, reply.At)));
        Assert.All(again, reply => Assert.Equal(first.Hash, reply.Hash));
        Assert.Equal(2, (await clinic.Maya.Hub.Since(thread.Circle.ToString(), 0)).Last);
    }

    [Fact]
    public async Task A_retry_after_the_epoch_moved_on_keeps_its_first_number()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        byte[] bytes = Sealed(clinic.Maya, thread).Bytes.ToArray();
        PostReply first = await clinic.Maya.Hub.Post(bytes);
        await (await clinic.Dana.Open(thread.Circle)).Add(clinic.CrisisTeam);

        PostReply again = await clinic.Maya.Hub.Post(bytes);
        Assert.Equal((null, first.Number), (again.Error, again.Number));
    }

    [Fact]
    public async Task A_known_id_with_other_content_is_different()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Message message = Sealed(clinic.Maya, thread);
        Assert.Null((await clinic.Maya.Hub.Post(message.Bytes.ToArray())).Error);

        await Refused(HubErrors.Different, clinic.Maya, thread, Signed(clinic.Maya, message.Header with { Time = message.Header.Time + 1 }));
    }

    [Fact]
    public async Task Malformed_bytes_are_refused_by_name()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Message message = Sealed(clinic.Maya, thread);
        byte[] bytes = message.Bytes.ToArray();

        await Refused(nameof(Refusal.Malformed), clinic.Maya, thread, []);
        await Refused(nameof(Refusal.Malformed), clinic.Maya, thread, null!);
        await Refused(nameof(Refusal.Malformed), clinic.Maya, thread, bytes[..^100]);
        await Refused(nameof(Refusal.Malformed), clinic.Maya, thread, [.. bytes[..^64], 0, .. bytes[^64..]]);
        await Refused(nameof(Refusal.WrongLabel), clinic.Maya, thread, thread.Reader.Newest!.Bytes.ToArray());
        await Refused(nameof(Refusal.Malformed), clinic.Maya, thread, Signed(clinic.Maya, message.Header with { Open = [0x83, 0x00, 0x00, 0x40] }));
        await Refused(nameof(Refusal.TooLarge), clinic.Maya, thread, Signed(clinic.Maya, message.Header with { Open = new byte[513] }));
        await Refused(nameof(Refusal.TooLarge), clinic.Maya, thread, clinic.Maya.Keys.Device.Key.Sign(Message.ToBody(message.Header.ToBytes(), new byte[Limits.Ciphertext + 1])));
    }

    [Fact]
    public async Task A_message_into_a_teams_own_circle_is_refused()
    {
        Conversation thread = await clinic.Dana.Open((await clinic.Maya.StartThread(clinic.Team)).Circle);
        Header header = Sealed(clinic.Dana, thread).Header;
        PostReply reply = await clinic.Dana.Hub.Post(Signed(clinic.Dana, header with { Circle = clinic.Team }));

        Assert.Equal(HubErrors.NotAllowed, reply.Error);
    }

    [Fact]
    public async Task The_longest_allowed_content_is_accepted()
    {
        Conversation thread = await clinic.Maya.StartThread(clinic.Team);
        Message message = Sealed(clinic.Maya, thread, new byte[Limits.Content]);

        Assert.Null((await clinic.Maya.Hub.Post(message.Bytes.ToArray())).Error);
    }

    internal static Message Sealed(CareClient author, Conversation conversation, byte[]? content = null)
    {
        var sealer = new MessageSealer(author.Keys, TimeProvider.System);
        Draft draft = Draft.For(conversation.Reader, author.NewId(), content ?? Contents.Text("words"));
        return Assert.IsType<SealOutcome.Sealed>(sealer.Seal(conversation.Reader, draft)).Message;
    }

    // Signed by the author's own device over whatever the header says: what an attacker with keys could send.
    internal static byte[] Signed(CareClient author, Header header) =>
        author.Keys.Device.Key.Sign(Message.ToBody(header.ToBytes(), new byte[272]));

    private async Task Refused(string error, CareClient author, Conversation conversation, byte[] bytes, Manifest? newest = null)
    {
        string circle = conversation.Circle.ToString();
        long before = clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Entries WHERE Circle = ?1", circle))!.Value;
        PostReply reply = await author.Hub.Post(bytes);

        Assert.Equal(error, reply.Error);
        Assert.Equal(0, reply.Number);
        Assert.Equal(newest is null ? null : [newest.Bytes.ToArray()], reply.Newest);
        Assert.Equal(before, clinic.Read(sql => sql.Number("SELECT COUNT(*) FROM Entries WHERE Circle = ?1", circle)));
        // The connection is kept.
        Assert.Equal(Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Connected, author.Hub.State);
    }
}
