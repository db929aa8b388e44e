using System.Globalization;
using System.Text.Json;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Web.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Tests.Rules;

public sealed class RefusalWordsTests
{
    private static readonly PackRefusal[] All =
    [
        new NotJson(1), new TooLong(1), new WrongKind(1, "", ValueKind.Section), .. Enum.GetValues<ValueKind>().Select(kind => new WrongKind(1, "a", kind)),
        new MissingMember(1, "a"), new UnknownMember(1, "a"), new DuplicateMember(1, "a"), new OutOfRange(1, "a", 1, 2), new NotAVersion(1),
        new VersionTaken(1, "a"), new NoSuchZone(1, "a"), new NotATime(1, "a"), new NotADay(1), new DayTwice(1, new DateOnly(2026, 11, 26)),
        new TooManyDays(1, 2), new ClosesBeforeItOpens(1, "monday"), new NeverOpen(1), new OutOfOrder(1, "a", "b"),
    ];

    private readonly IStringLocalizer<RuleWords> words = new ServiceCollection().AddLogging()
        .AddLocalization(options => options.ResourcesPath = "Resources").BuildServiceProvider().GetRequiredService<IStringLocalizer<RuleWords>>();

    [Theory]
    [InlineData("en", "Line 1: ")]
    [InlineData("es", "Línea 1: ")]
    public void Every_refusal_has_a_sentence_of_its_own(string language, string begins)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(
            typeof(PackRefusal).Assembly.GetTypes().Where(type => type.BaseType == typeof(PackRefusal)).Select(type => type.Name).Order(),
            All.Select(refusal => refusal.GetType().Name).Distinct().Order());
        var sentences = All.Select(refusal => words.Of(refusal)).ToList();
        Assert.All(sentences, sentence => Assert.StartsWith(begins, sentence, StringComparison.Ordinal));
        Assert.All(sentences, sentence => Assert.DoesNotContain("rules.", sentence, StringComparison.Ordinal));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_number_level_and_reason_has_a_name(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.All(PackNumbers.All, number => Assert.False(words[$"rules.number.{RefusalWords.NumberKey(number.Path)}"].ResourceNotFound, number.Path));
        Assert.All(Enum.GetNames<Level>(), level => Assert.False(words[$"rules.level.{level.ToLowerInvariant()}"].ResourceNotFound, level));
        Assert.All(Enum.GetNames<ReasonCode>(), code => Assert.False(words[$"rules.why.{JsonNamingPolicy.KebabCaseLower.ConvertName(code)}"].ResourceNotFound, code));
    }
}
