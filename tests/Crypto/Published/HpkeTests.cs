namespace CareConnect.Crypto.Tests.Published;

public sealed class HpkeTests
{
    [Fact]
    public void The_published_vector_of_the_suite_holds_whole()
    {
        foreach (var vector in PublishedVectors.Read("hpke-xwing-hkdfsha256-chacha20poly1305.json").AsArray())
        {
            // The recipient's private key is the raw seed; DeriveKeyPair is not ours.
            using var seed = new ReceivingSeed(vector!.Bytes("skRm"));
            Assert.Equal(vector!.Bytes("pkRm"), seed.PublicKey.ToArray());
            var shared = new byte[32];
            Assert.True(XWing.TryDecapsulate(seed.Reveal(), vector!.Bytes("enc"), shared));
            Assert.Equal(vector!.Bytes("shared_secret"), shared);

            using var schedule = new HpkeSchedule(shared, vector!.Bytes("info"));
            Assert.Equal(vector!.Bytes("key"), schedule.Key.ToArray());
            Assert.Equal(vector!.Bytes("base_nonce"), schedule.BaseNonce.ToArray());
            Assert.Equal(vector!.Bytes("exporter_secret"), schedule.Exporter.ToArray());
            Assert.NotEmpty(vector!["encryptions"]!.AsArray());
            foreach (var encryption in vector!["encryptions"]!.AsArray())
                Assert.Equal(encryption!.Bytes("ct"), Aead.Seal(schedule.Key, encryption!.Bytes("nonce"), encryption!.Bytes("aad"), encryption!.Bytes("pt")));
            foreach (var export in vector!["exports"]!.AsArray())
            {
                var exported = new byte[export!["L"]!.GetValue<int>()];
                HpkeSchedule.LabeledExpand(schedule.Exporter, "sec"u8, export!.Bytes("exporter_context"), exported);
                Assert.Equal(export!.Bytes("exported_value"), exported);
            }
        }
    }

    [Fact]
    public void The_published_encapsulation_holds()
    {
        foreach (var vector in PublishedVectors.Read("xwing.json").AsArray())
        {
            using var seed = new ReceivingSeed(vector!.Bytes("seed"));
            Assert.Equal(vector!.Bytes("pk"), seed.PublicKey.ToArray());
            var (ciphertext, shared, opened) = (new byte[XWing.CiphertextSize], new byte[32], new byte[32]);
            Assert.True(XWing.TryEncapsulate(seed.PublicKey, vector!.Bytes("eseed"), ciphertext, shared));
            Assert.Equal(vector!.Bytes("ct"), ciphertext);
            Assert.Equal(vector!.Bytes("ss"), shared);
            Assert.True(XWing.TryDecapsulate(seed.Reveal(), ciphertext, opened));
            Assert.Equal(shared, opened);
        }
    }
}
