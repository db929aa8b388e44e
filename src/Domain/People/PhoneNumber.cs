namespace CareConnect.Domain.People;

/// <summary>
/// A telephone number as people write it: 3 to 15 digits (ITU-T E.164 knows no longer one; 988 is a short one), a plus in
/// front, and spaces, dots, hyphens and brackets between.
/// </summary>
public static class PhoneNumber
{
    private const int Longest = 40;

    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int digits = text.Count(char.IsAsciiDigit);
        return text.Length <= Longest && digits is >= 3 and <= 15 && text.LastIndexOf('+') <= 0
            && text.All(each => char.IsAsciiDigit(each) || each is '+' or ' ' or '.' or '-' or '(' or ')');
    }
}
