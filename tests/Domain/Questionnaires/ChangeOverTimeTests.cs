using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Tests.Questionnaires;

public sealed class ChangeOverTimeTests
{
    private static readonly Thresholds Limits = Thresholds.Default;

    [Theory]
    [InlineData(Instrument.Phq9, 5, ReliableChange.None)]
    [InlineData(Instrument.Phq9, 6, ReliableChange.Worse)]
    [InlineData(Instrument.Phq9, -5, ReliableChange.None)]
    [InlineData(Instrument.Phq9, -6, ReliableChange.Better)]
    [InlineData(Instrument.Gad7, 3, ReliableChange.None)]
    [InlineData(Instrument.Gad7, 4, ReliableChange.Worse)]
    [InlineData(Instrument.Gad7, -3, ReliableChange.None)]
    [InlineData(Instrument.Gad7, -4, ReliableChange.Better)]
    public void Six_points_of_a_PHQ9_and_four_of_a_GAD7_are_a_reliable_change_either_way(
        Instrument instrument, int by, ReliableChange change) =>
        Assert.Equal(change, ChangeOverTime.Reliable(instrument, 10, 10 + by, Limits));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(-4, false)]
    [InlineData(-5, true)]
    public void Five_points_of_a_PHQ9_matter_to_the_patient(int by, bool important) =>
        Assert.Equal(important, ChangeOverTime.IsImportant(12, 12 + by, Limits));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Below_five_is_remission(int total, bool remission) =>
        Assert.Equal(remission, ChangeOverTime.IsRemission(total, Limits));

    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(10, 6, false)]
    [InlineData(9, 4, false)]
    [InlineData(9, 0, false)]
    [InlineData(15, 7, true)]
    [InlineData(15, 8, false)]
    [InlineData(20, 10, true)]
    public void Half_of_a_baseline_of_ten_or_more_is_response(int baseline, int total, bool response) =>
        Assert.Equal(response, ChangeOverTime.IsResponse(baseline, total, Limits));

    [Theory]
    [InlineData(new[] { 16, 4 }, 9, true)] // up by 5
    [InlineData(new[] { 16, 4 }, 8, false)] // up by 4
    [InlineData(new[] { 16, 0 }, 5, true)]
    [InlineData(new[] { 16, 4, 8 }, 10, true)] // 10 or more, whatever lies between
    [InlineData(new[] { 16, 4, 8 }, 9, true)]
    [InlineData(new[] { 16, 5 }, 10, false)] // no remission yet
    [InlineData(new[] { 16, 4, 10 }, 12, false)] // said already
    [InlineData(new[] { 16, 4, 10, 3 }, 12, true)] // another remission since
    [InlineData(new int[0], 12, false)]
    public void After_remission_ten_or_more_or_up_by_five_opens_a_review_once(int[] earlier, int latest, bool opens) =>
        Assert.Equal(opens, ChangeOverTime.IsRelapseWatch(earlier, latest, Limits));

    [Fact]
    public void Ten_opens_a_review_even_when_it_is_not_up_by_the_tuned_rise()
    {
        var limits = Limits with { RelapseRise = 9 };
        Assert.True(ChangeOverTime.IsRelapseWatch([4], 10, limits));
        Assert.False(ChangeOverTime.IsRelapseWatch([4], 9, limits));
    }

    [Theory]
    [InlineData(8, CheckInChange.None)]
    [InlineData(7, CheckInChange.None)]
    [InlineData(9, CheckInChange.OfferSelfHelp)]
    [InlineData(13, CheckInChange.OfferSelfHelp)]
    [InlineData(14, CheckInChange.TellClinician)]
    public void A_check_in_is_read_beside_the_persons_own_baseline(int total, CheckInChange change) =>
        Assert.Equal(change, ChangeOverTime.CheckIn(Instrument.Phq9, 8, total, Limits));
}
