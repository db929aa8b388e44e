using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Paging.WebPush;

namespace CareConnect.Hub.Tests.Paging.Providers;

/// <summary>A browser that has subscribed: opens what is sealed to it, written from RFC 8291 and RFC 8188 on its own.</summary>
internal sealed class PushBrowser : IDisposable
{
    private readonly ECDiffieHellman key;
    private readonly byte[] auth;

    public PushBrowser()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    public PushBrowser(ECDiffieHellman key, byte[] auth) => (this.key, this.auth) = (key, auth);

    public byte[] PublicKey => PushEncryption.Uncompressed(key.ExportParameters(includePrivateParameters: false));

    public byte[] Auth => auth;

    /// <summary>As it is kept in the clinic's database.</summary>
    public string Subscription(Uri endpoint)
    {
        Assert.True(PushSubscription.TryMake(
            endpoint.AbsoluteUri, Base64Url.EncodeToString(PublicKey), Base64Url.EncodeToString(auth), [endpoint.Host], out var made));
        return made.Write();
    }

    public string Open(byte[] message)
    {
        var salt = message[..16];
        Assert.Equal(4096u, BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(16)));
        var senderKey = message[21..(21 + message[20])];
        using var sender = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = senderKey[1..33], Y = senderKey[33..] },
        });
        byte[] info = [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. PublicKey, .. senderKey];
        var keying = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.DeriveRawSecretAgreement(sender.PublicKey), 32, auth, info);
        var content = HKDF.DeriveKey(HashAlgorithmName.SHA256, keying, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, keying, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));
        var body = message[(21 + message[20])..];
        var plain = new byte[body.Length - 16];
        using var aes = new AesGcm(content, 16);
        aes.Decrypt(nonce, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain);
        var end = Array.FindLastIndex(plain, value => value != 0);
        Assert.Equal(2, plain[end]);
        return Encoding.UTF8.GetString(plain.AsSpan(0, end));
    }

    public void Dispose() => key.Dispose();
}
