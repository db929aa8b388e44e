using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests;

/// <summary>Limits too large to be written into a committed file.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_signed_object_above_the_limit_is_refused_before_it_is_read()
    {
        using var key = new DeviceKey(TestEntropy.Of("key"));
        var header = new Header(default, 0, default, key.PublicKey, default, 0, default, 0, default, []).ToBytes();
        Assert.False(Message.TryDecode(key.Sign(Message.ToBody(header, new byte[Limits.Bytes])), out _, out var refusal));
        Assert.Equal(Refusal.TooLarge, refusal);
        Assert.False(Card.TryDecode(new byte[Limits.Bytes + 1], out _, out refusal));
        Assert.Equal(Refusal.TooLarge, refusal);
        Assert.False(Card.TryDecode(new byte[Limits.Bytes], out _, out refusal));
        Assert.Equal(Refusal.Malformed, refusal);
    }

    [Fact]
    public void A_copy_above_the_limit_is_refused_before_it_is_hashed()
    {
        var clinic = new DemoClinic();
        var stored = clinic.Server.Circles[clinic.Thread];
        var copies = stored.Copies.ToDictionary(copy => copy.Principal, copy => copy.Bytes);
        Assert.Equal(Refusal.None, CopyRules.Check(stored.Epochs[0], copies));
        copies[clinic.Sam.Person] = new byte[Limits.Bytes + 1];
        Assert.Equal(Refusal.TooLarge, CopyRules.Check(stored.Epochs[0], copies));
    }
}
