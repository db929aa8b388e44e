using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CareConnect.Hub.Protection;

/// <summary>Encrypts a key of Data Protection with AES-256-GCM under the first key of a key file.</summary>
internal sealed class KeyFileEncryptor(KeyFile file) : IXmlEncryptor
{
    internal static readonly byte[] Purpose = "CareConnect.DataProtection"u8.ToArray();

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var sealedBytes = new byte[plain.Length];
        using (var cipher = file.First.Cipher()) cipher.Encrypt(nonce, plain, sealedBytes, tag, Purpose);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(
            new XElement(
                "aes256gcm", new XAttribute("key", file.First.Id), new XAttribute("nonce", Convert.ToBase64String(nonce)),
                new XAttribute("tag", Convert.ToBase64String(tag)), Convert.ToBase64String(sealedBytes)),
            typeof(KeyFileDecryptor));
    }
}
