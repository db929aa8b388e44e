using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.WebPush;

namespace CareConnect.Hub.Tests.Paging.WebPush;

public sealed class PushSubscriptionTests
{
    private const string Key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc")]
    [InlineData("https://wns2-par02p.notify.windows.com/w/?token=abc")]
    [InlineData("https://web.push.apple.com/abc")]
    public void The_services_of_the_common_browsers_are_talked_to(string endpoint)
    {
        Assert.True(PushSubscription.TryMake(endpoint, Key, Auth, PagingSettings.KnownPushHosts, out var made));
        Assert.True(PushSubscription.TryRead(made.Write(), PagingSettings.KnownPushHosts, out var read));
        Assert.Equal((made.Endpoint, Convert.ToHexString(made.Key), Convert.ToHexString(made.Auth)), (read.Endpoint, Convert.ToHexString(read.Key), Convert.ToHexString(read.Auth)));
    }

    [Theory]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc")]
    [InlineData("https://fcm.googleapis.com:8443/fcm/send/abc")]
    [InlineData("https://user@fcm.googleapis.com/fcm/send/abc")]
    [InlineData("https://fcm.googleapis.com.evil.example/abc")]
    [InlineData("https://evil.example/?https://fcm.googleapis.com/")]
    [InlineData("https://evilpush.apple.com.example/abc")]
    [InlineData("https://xpush.apple.com/abc")]
    [InlineData("https://push.apple.com/abc")]
    [InlineData("https://127.0.0.1/abc")]
    [InlineData("http://localhost/abc")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/abc")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//fcm.googleapis.com/abc")]
    [InlineData("")]
    [InlineData(null)]
    public void No_other_address_is_ever_posted_to(string? endpoint) =>
        Assert.False(PushSubscription.TryMake(endpoint, Key, Auth, PagingSettings.KnownPushHosts, out _));

    [Fact]
    public void A_service_that_is_no_longer_listed_is_not_talked_to()
    {
        Assert.True(PushSubscription.TryMake("https://push.clinic.example/a", Key, Auth, ["push.clinic.example"], out var made));
        Assert.False(PushSubscription.TryRead(made.Write(), PagingSettings.KnownPushHosts, out _));
    }

    [Theory]
    [InlineData(null, Auth)]
    [InlineData("", Auth)]
    [InlineData("not base64!", Auth)]
    [InlineData("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw5", Auth)]
    [InlineData(Key, null)]
    [InlineData(Key, "BTBZMqHH6r4Tts7J_aSI")]
    public void A_subscription_without_proper_keys_is_refused(string? key, string? auth) =>
        Assert.False(PushSubscription.TryMake("https://fcm.googleapis.com/a", key, auth, PagingSettings.KnownPushHosts, out _));

    [Fact]
    public void What_is_kept_of_another_kind_is_not_a_subscription()
    {
        foreach (var kept in (string[])["", "null", "{}", "+13035550142", """{"Endpoint":null,"Key":null,"Auth":null}"""])
            Assert.False(PushSubscription.TryRead(kept, PagingSettings.KnownPushHosts, out _));
    }
}
