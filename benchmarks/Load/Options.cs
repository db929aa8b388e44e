using System.Globalization;

namespace CareConnect.Load;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Quick">Small and short: shows that everything works, and says nothing of how fast anything is.</param>
/// <param name="Times">Repetitions of each measurement, in turns.</param>
/// <param name="Parts">Names of parts; none: all.</param>
internal sealed record Options(bool Quick, int Times, IReadOnlyList<string> Parts)
{
    public const string Usage = "Usage: ./bench [--quick] [--times N] [NAME…]";

    public static bool TryParse(string[] arguments, out Options options, out string wrong)
    {
        var (quick, times, parts) = (false, 0, new List<string>());
        (options, wrong) = (new Options(false, 0, []), "");
        for (var at = 0; at < arguments.Length; at++)
        {
            switch (arguments[at])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--times" when at + 1 < arguments.Length && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out times) && times > 0:
                    at++;
                    break;
                case var name when !name.StartsWith('-'):
                    parts.Add(name);
                    break;
                default:
                    wrong = $"Not known: {arguments[at]}";
                    return false;
            }
        }

        options = new Options(quick, times > 0 ? times : quick ? 1 : 5, parts);
        return true;
    }
}
