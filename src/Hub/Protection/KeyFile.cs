using System.Security.Cryptography;

namespace CareConnect.Hub.Protection;

/// <summary>
/// A file of keys, one a line: 32 bytes in Base64. The first one encrypts and all of them open, so that a new key is put on
/// top and the old ones stay below it.
/// </summary>
internal sealed class KeyFile
{
    public const int KeySize = 32;

    private readonly List<FileKey> keys;

    private KeyFile(List<FileKey> keys) => this.keys = keys;

    /// <summary>What encrypts.</summary>
    public FileKey First => keys[0];

    public FileKey? Find(string id) => keys.Find(key => key.Id == id);

    /// <exception cref="KeyProtectionException">It cannot be read, or holds something else.</exception>
    public static KeyFile Read(string path)
    {
        string[] lines;
        try
        {
            lines = [.. File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new KeyProtectionException($"The key file {path} cannot be read: {unread.Message}");
        }

        var keys = new List<FileKey>();
        foreach (var line in lines)
        {
            var bytes = new byte[KeySize + 1];
            if (!Convert.TryFromBase64String(line, bytes, out var length) || length != KeySize) throw Other(path);
            keys.Add(new FileKey(bytes[..KeySize]));
        }

        return keys.Count > 0 ? new KeyFile(keys) : throw Other(path);
    }

    /// <summary>Makes a file with a fresh key that its owner alone may read. One that is there already stays.</summary>
    public static void Make(string path)
    {
        if (File.Exists(path)) return;
        // Written apart and then given its name: another process never finds half a key.
        var unnamed = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(unnamed, options)) writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
        try
        {
            File.Move(unnamed, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unnamed);
        }
    }

    private static KeyProtectionException Other(string path) =>
        new($"{path} is no key file: it must hold {KeySize} random bytes in Base64, one key a line (openssl rand -base64 {KeySize}).");
}

/// <summary>One key of a <see cref="KeyFile"/>.</summary>
internal sealed class FileKey(byte[] bytes)
{
    /// <summary>Names the key beside what it encrypted, and says nothing about it.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData([.. "CareConnect key file"u8, .. bytes]).AsSpan(0, 8));

    public AesGcm Cipher() => new(bytes, AesGcm.TagByteSizes.MaxSize);
}
