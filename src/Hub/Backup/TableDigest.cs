using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CareConnect.Hub.Backup;

/// <summary>Sums up rows so that nothing can be changed, left out, doubled or moved without its being seen.</summary>
internal sealed class TableDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long rows;

    public void Add(object?[] row)
    {
        rows++;
        foreach (var value in row)
        {
            switch (value)
            {
                case null: Append(0, []); break;
                case string text: Append(1, Encoding.UTF8.GetBytes(text)); break;
                case long or int: Append(2, Number(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture))); break;
                case bool flag: Append(3, [flag ? (byte)1 : (byte)0]); break;
                case Guid id: Append(4, id.ToByteArray()); break;
                case byte[] bytes: Append(5, bytes); break;
                default: throw new NotSupportedException($"A column holds {value.GetType()}.");
            }
        }
    }

    public TableSum Sum() => new(rows, Convert.ToHexStringLower(hash.GetHashAndReset()));

    public void Dispose() => hash.Dispose();

    private void Append(byte kind, byte[] bytes)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        hash.AppendData(head);
        hash.AppendData(bytes);
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
