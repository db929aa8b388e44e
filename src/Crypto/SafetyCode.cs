using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>What two people compare aloud: six groups of five digits (protocol section 6).</summary>
public static class SafetyCode
{
    /// <summary>Group k is bytes 4k..4k+3 of <c>H("cc1/code" || person)</c>, big-endian, mod 100000; groups joined by a space.</summary>
    public static string Of(Hash person)
    {
        var digest = Hash.Of([.. "cc1/code"u8, .. person.ToArray()]).ToArray();
        var text = new StringBuilder();
        for (var k = 0; k < 6; k++)
        {
            if (k > 0) text.Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(4 * k)) % 100000:D5}");
        }
        return text.ToString();
    }
}
