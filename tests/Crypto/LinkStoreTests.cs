using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests;

/// <summary>What a device does with links, and with logs given out of order.</summary>
public sealed class LinkStoreTests
{
    [Fact]
    public void Known_links_are_taken_again_and_change_nothing()
    {
        var clinic = new DemoClinic();
        var store = Filled(clinic);
        var newest = store.NewestClinic!.Name;
        foreach (var link in clinic.Server.Accepted) Assert.Equal(Refusal.None, Add(store, link.Bytes.ToArray()));
        Assert.Equal(newest, store.NewestClinic!.Name);
    }

    [Fact]
    public void Another_clinic_link_at_a_known_number_is_a_roll_back()
    {
        var clinic = new DemoClinic();
        var store = Filled(clinic);
        var links = clinic.Server.Circles[clinic.Clinic].Epochs;
        var forked = clinic.Ada.Device.Key.Sign((links[2].Fields with { Time = 1 }).ToBody());
        Assert.Equal(Refusal.RolledBack, store.AddManifest(forked));
    }

    [Fact]
    public void A_refused_link_is_not_kept()
    {
        var clinic = new DemoClinic();
        var store = Filled(clinic);
        var links = clinic.Server.Circles[clinic.Clinic].Epochs;
        var hostile = clinic.Dana.Device.Key.Sign((links[2].Fields with
        {
            N = 3, Prev = links[2].Name, SeenN = 3, SeenH = clinic.Server.Circles[clinic.Clinic].Hash, Author = clinic.Dana.Person, Device = clinic.Dana.Device.Key.PublicKey,
        }).ToBody());
        Assert.Equal(Refusal.NotSteward, store.AddManifest(hostile));
        Assert.Equal(links[2].Name, store.NewestClinic!.Name);
        var card = clinic.Server.Cards(clinic.Sam.Person)[0];
        var byDevice = clinic.Sam.Device.Key.Sign(Card.ToBody(1, card.Name, card.Identity, card.ReceivingKey, card.Keyring, card.Devices, 1));
        Assert.Equal(Refusal.BadSignature, store.AddCard(byDevice));
        Assert.Single(store.Cards(clinic.Sam.Person));
    }

    [Fact]
    public void A_conversation_is_no_link_of_a_store()
    {
        var clinic = new DemoClinic();
        Assert.Equal(Refusal.Shape, Filled(clinic).AddManifest(clinic.Server.Circles[clinic.Thread].Epochs[0].Bytes.Span));
    }

    [Fact]
    public void A_chain_that_ends_before_its_pin_is_a_roll_back()
    {
        var clinic = new DemoClinic();
        var pins = Filled(clinic).Pins;
        var fresh = new LinkStore(clinic.Clinic, new Pins(pins.All));
        foreach (var link in clinic.Server.Accepted.Where(link => link is Card || link.Name == clinic.Clinic)) Assert.Equal(Refusal.None, Add(fresh, link.Bytes.ToArray()));
        Assert.Equal(Refusal.RolledBack, fresh.CheckEnd(clinic.Clinic));
        Assert.Equal(Refusal.None, fresh.CheckEnd(clinic.Sam.Person));
    }

    [Fact]
    public void Another_hash_at_the_pinned_number_is_a_roll_back()
    {
        var chain = Hash.Of("chain"u8);
        var pins = new Pins();
        Assert.Equal(Refusal.None, pins.Observe(chain, 3, Hash.Of("three"u8)));
        Assert.Equal(Refusal.RolledBack, pins.Observe(chain, 3, Hash.Of("another"u8)));
        Assert.Equal(Refusal.RolledBack, pins.CheckNewest(chain, 3, Hash.Of("another"u8)));
        Assert.Equal(Refusal.RolledBack, pins.CheckNewest(chain, 2, Hash.Of("two"u8)));
        Assert.Equal(Refusal.None, pins.CheckNewest(chain, 4, Hash.Of("four"u8)));
        Assert.Equal(Hash.Of("three"u8), pins.Find(chain)!.Value.Name);
    }

    [Fact]
    public void What_a_manifest_relies_on_and_is_not_there_is_named()
    {
        var clinic = new DemoClinic();
        var thread = clinic.Server.Circles[clinic.Thread].Epochs[0];
        Assert.Empty(Filled(clinic).Missing(thread));
        Assert.Equal(4, new LinkStore(clinic.Clinic, new Pins()).Missing(thread).Count);
    }

    [Fact]
    public void An_entry_ahead_is_a_gap_and_one_already_applied_is_nothing()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "one");
        clinic.Dana.Sync(clinic.Thread);
        var reader = clinic.Dana.Reader(clinic.Thread);
        var entries = clinic.Server.Circles[clinic.Thread].Entries;
        Assert.Empty(reader.Apply(entries[1]));
        Assert.Equal([new Gap(9, 3)], reader.Apply(entries[1] with { Number = 9 }));
        Assert.Equal(2UL, reader.Position);
    }

    [Fact]
    public void A_refused_copy_is_reported_once()
    {
        var clinic = new DemoClinic();
        clinic.Dana.Sync(clinic.Thread);
        var reader = clinic.Dana.Reader(clinic.Thread);
        var swapped = clinic.Server.Circles[clinic.Thread].Copies.First(copy => copy.Principal == clinic.Team) with { Bytes = [1, 2, 3] };
        Assert.Equal(Refusal.CopyMismatch, Assert.IsType<CopyRefused>(Assert.Single(reader.Offer(swapped))).Refusal);
        Assert.Empty(reader.Offer(swapped));
    }

    private static LinkStore Filled(DemoClinic clinic)
    {
        var store = new LinkStore(clinic.Clinic, new Pins());
        foreach (var link in clinic.Server.Accepted) Assert.Equal(Refusal.None, Add(store, link.Bytes.ToArray()));
        return store;
    }

    private static Refusal Add(LinkStore store, byte[] bytes) => Card.TryDecode(bytes, out _, out _) ? store.AddCard(bytes) : store.AddManifest(bytes);
}
