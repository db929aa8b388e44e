using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>Bytes that are zeroed when disposed and never print. Each secret of the protocol is a sealed type of its own.</summary>
public abstract class SecretBytes : IDisposable
{
    // Pinned, so that the collector leaves no copies behind.
    private readonly byte[] _bytes;
    private bool _disposed;

    private protected SecretBytes(ReadOnlySpan<byte> bytes, int size)
    {
        if (bytes.Length != size) throw new ArgumentException($"{GetType().Name} has {size} bytes.", nameof(bytes));
        _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        bytes.CopyTo(_bytes);
    }

    private protected SecretBytes(int size, Entropy? entropy)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        (entropy ?? Entropy.System).Fill(_bytes);
    }

    /// <summary>The secret itself: for deriving, sealing, and the device's own locked store.</summary>
    public ReadOnlySpan<byte> Reveal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _bytes;
    }

    /// <summary>Zeroes the secret.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The type's name, nothing else.</summary>
    public sealed override string ToString() => GetType().Name;

    private protected virtual void Dispose(bool disposing)
    {
    }
}
