using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Protection;

/// <summary>Opens what <see cref="KeyFileEncryptor"/> made. Stored keys name this type: it keeps its name.</summary>
internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">The key file lacks the key, or the bytes were changed.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        if (services.GetRequiredService<KeyProtection>().File?.Find(Attribute(encryptedElement, "key")) is not { } key)
            throw new CryptographicException("No key of the key file opens this.");
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedBytes.Length];
        using (var cipher = key.Cipher())
        {
            cipher.Decrypt(
                Convert.FromBase64String(Attribute(encryptedElement, "nonce")), sealedBytes,
                Convert.FromBase64String(Attribute(encryptedElement, "tag")), plain, KeyFileEncryptor.Purpose);
        }

        var element = XElement.Parse(Encoding.UTF8.GetString(plain));
        CryptographicOperations.ZeroMemory(plain);
        return element;
    }

    private static string Attribute(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw new CryptographicException($"It has no {name}.");
}
