using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace CareConnect.Hub.Paging;

/// <summary>Addresses, numbers and subscriptions as they are kept: protected with the clinic's keys.</summary>
internal sealed class PageAddresses(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("CareConnect.Paging.Address");

    public byte[] Protect(string address) => protector.Protect(Encoding.UTF8.GetBytes(address));

    /// <summary>Null: the clinic's keys do not open it.</summary>
    public string? Read(byte[] kept)
    {
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
