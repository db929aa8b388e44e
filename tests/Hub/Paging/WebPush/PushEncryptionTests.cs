using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Hub.Tests.Paging.Providers;

namespace CareConnect.Hub.Tests.Paging.WebPush;

public sealed class PushEncryptionTests
{
    // RFC 8291, section 5 and appendix A.
    private const string Plaintext = "When I grow up, I want to be a watermelon";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string SenderPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Message =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void The_example_of_RFC_8291_comes_out_byte_by_byte()
    {
        using var sender = Key(SenderPrivate, SenderPublic);
        var message = PushEncryption.Seal(Encoding.UTF8.GetBytes(Plaintext), Bytes(BrowserPublic), Bytes(Auth), sender, Bytes(Salt));
        Assert.Equal(Message, Base64Url.EncodeToString(message));
    }

    [Fact]
    public void The_browser_of_the_example_reads_what_is_sealed_to_it()
    {
        Assert.Equal(Plaintext, Open(Bytes(Message)));
        Assert.Equal("page", Open(PushEncryption.Seal("page"u8, Bytes(BrowserPublic), Bytes(Auth))));
    }

    [Fact]
    public void Whatever_is_said_is_as_long_and_never_the_same_twice()
    {
        string[] texts = ["a", "a", "a page that says more"];
        byte[][] messages = [.. texts.Select(text => PushEncryption.Seal(Encoding.UTF8.GetBytes(text), Bytes(BrowserPublic), Bytes(Auth), padTo: 256))];

        Assert.Single(messages.Select(message => message.Length).Distinct());
        Assert.Equal(3, messages.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal("a page that says more", Open(messages[2]));
    }

    [Fact]
    public void A_key_that_is_no_point_is_refused()
    {
        var point = Bytes(BrowserPublic);
        Assert.True(PushEncryption.IsPoint(point));
        Assert.False(PushEncryption.IsPoint(point.AsSpan(1)));
        byte[] compressed = [2, .. point[1..]];
        Assert.False(PushEncryption.IsPoint(compressed));
        byte[] offCurve = [.. point[..^1], (byte)(point[^1] ^ 1)];
        Assert.False(PushEncryption.IsPoint(offCurve));
        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.Seal("page"u8, offCurve, Bytes(Auth)));
    }

    [Fact]
    public void More_than_a_push_service_must_take_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PushEncryption.Seal(new byte[4080], Bytes(BrowserPublic), Bytes(Auth)));

    private static string Open(byte[] message)
    {
        using var browser = new PushBrowser(Key(BrowserPrivate, BrowserPublic), Bytes(Auth));
        return browser.Open(message);
    }

    private static ECDiffieHellman Key(string scalar, string point)
    {
        var q = Bytes(point);
        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, D = Bytes(scalar), Q = new() { X = q[1..33], Y = q[33..] },
        });
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
