using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests;

/// <summary>Negative tests 12, 33, 35 and 37, which need a sender.</summary>
public sealed class SendingTests
{
    [Fact]
    public void The_loser_of_a_race_gets_refused_takes_the_winner_and_decides_afresh()
    {
        var clinic = new DemoClinic();
        clinic.Sam.SecondDevice("sam tablet");
        clinic.Sam.Sync(clinic.Thread);
        clinic.Dana.Sync(clinic.Thread);
        Assert.True(clinic.Sam.Author.TryRepair(clinic.Sam.Reader(clinic.Thread), out var bySam, out _));
        Assert.True(clinic.Dana.Author.TryRepair(clinic.Dana.Reader(clinic.Thread), out var byDana, out _));
        Assert.Equal(Refusal.None, clinic.Server.Commit(bySam));
        Assert.Equal(Refusal.WrongNumber, clinic.Server.Commit(byDana));
        clinic.Dana.Sync(clinic.Thread);
        Assert.Equal(bySam.Manifest.Name, clinic.Dana.Reader(clinic.Thread).Newest!.Name);
        Assert.False(clinic.Dana.Reader(clinic.Thread).IsStale);
        clinic.Dana.Send(clinic.Thread, "after the race");
        Assert.Equal(["after the race"], clinic.Sam.Read(clinic.Thread));
    }

    [Fact]
    public void A_retry_after_the_epoch_moved_on_gets_the_first_number_and_no_second_entry()
    {
        var clinic = new DemoClinic();
        var sent = clinic.Sam.Send(clinic.Thread, "once");
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        Assert.Equal((Refusal.None, 2UL), clinic.Server.Post(sent.Bytes.ToArray()));
        Assert.Equal(3UL, clinic.Server.Circles[clinic.Thread].Last);
    }

    [Fact]
    public void A_known_id_in_new_bytes_is_different()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "first words", id: "id");
        var again = Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(clinic.Sam.Reader(clinic.Thread), Draft.For(clinic.Sam.Reader(clinic.Thread), TestEntropy.Id("id"), Actor.Text("other words"))));
        Assert.Equal((Refusal.Different, 2UL), clinic.Server.Post(again.Message.Bytes.ToArray()));
    }

    [Fact]
    public void A_stale_circle_is_not_sealed_into_even_if_the_server_would_take_it()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "before");
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Sam.Sync(clinic.Thread);
        var draft = Draft.For(clinic.Sam.Reader(clinic.Thread), TestEntropy.Id("x"), Actor.Text("x"));
        Assert.Equal(new SealOutcome.Refused(Refusal.Stale), clinic.Sam.Sealer.Seal(clinic.Sam.Reader(clinic.Thread), draft));
    }

    [Fact]
    public void A_stale_circle_is_refused_by_the_server_when_the_sender_did_not_know()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Sync(clinic.Thread);
        var sealedEarlier = Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(clinic.Sam.Reader(clinic.Thread), Draft.For(clinic.Sam.Reader(clinic.Thread), TestEntropy.Id("x"), Actor.Text("x"))));
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        Assert.Equal((Refusal.Stale, 0UL), clinic.Server.Post(sealedEarlier.Message.Bytes.ToArray()));
    }

    [Fact]
    public void When_someone_was_added_since_send_was_pressed_the_person_is_asked_first()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Sync(clinic.Thread);
        var draft = Draft.For(clinic.Sam.Reader(clinic.Thread), TestEntropy.Id("x"), Actor.Text("for Dana's team only"));
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Sam.Sync(clinic.Thread);
        var reader = clinic.Sam.Reader(clinic.Thread);
        Assert.Equal([clinic.Cleo.Person], Assert.IsType<SealOutcome.AskFirst>(clinic.Sam.Sealer.Seal(reader, draft)).Added);
        var agreed = Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(reader, draft.Agreed(reader)));
        Assert.Equal((draft.Id, 1UL), (agreed.Message.Header.Id, agreed.Message.Header.Epoch));
    }

    [Fact]
    public void Sealing_again_keeps_the_id_and_takes_a_new_salt()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Sync(clinic.Thread);
        var reader = clinic.Sam.Reader(clinic.Thread);
        var draft = Draft.For(reader, TestEntropy.Id("x"), Actor.Text("x"));
        var one = Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(reader, draft)).Message.Header;
        var two = Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(reader, draft)).Message.Header;
        Assert.Equal(one.Id, two.Id);
        Assert.NotEqual(one.Salt, two.Salt);
    }

    [Fact]
    public void Content_above_the_limit_is_refused()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Sync(clinic.Thread);
        var reader = clinic.Sam.Reader(clinic.Thread);
        Assert.IsType<SealOutcome.Sealed>(clinic.Sam.Sealer.Seal(reader, Draft.For(reader, TestEntropy.Id("x"), new byte[Limits.Content])));
        Assert.Equal(new SealOutcome.Refused(Refusal.TooLarge), clinic.Sam.Sealer.Seal(reader, Draft.For(reader, TestEntropy.Id("x"), new byte[Limits.Content + 1])));
        Assert.Equal(new SealOutcome.Refused(Refusal.TooLarge), clinic.Sam.Sealer.Seal(reader, Draft.For(reader, TestEntropy.Id("x"), [], new byte[Limits.Open + 1])));
    }

    [Fact]
    public void A_stopped_circle_takes_no_words_and_keeps_the_earlier_ones()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "before");
        clinic.Sam.Sync(clinic.Thread);
        var reader = clinic.Sam.Reader(clinic.Thread);
        var foreign = clinic.Server.Circles[clinic.Team].Entries[0];
        Assert.Equal([new CircleStopped(3, Refusal.WrongNumber)], reader.Apply(foreign with { Number = 3 }));
        Assert.Equal(new SealOutcome.Refused(Refusal.Stopped), clinic.Sam.Sealer.Seal(reader, Draft.For(reader, TestEntropy.Id("x"), Actor.Text("x"))));
        Assert.False(clinic.Sam.Author.TryRepair(reader, out _, out var refusal));
        Assert.Equal((Refusal.Stopped, 2UL), (refusal, reader.Position));
    }
}
