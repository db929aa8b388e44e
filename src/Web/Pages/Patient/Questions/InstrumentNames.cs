using CareConnect.Domain.Questionnaires;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>An instrument's name in addresses and in the keys of its words.</summary>
internal static class InstrumentNames
{
    public static string Of(Instrument instrument) => instrument switch
    {
        Instrument.Phq9 => "phq9",
        Instrument.Gad7 => "gad7",
        Instrument.Screener => "screener",
        _ => throw new ArgumentOutOfRangeException(nameof(instrument)),
    };

    public static Instrument? Read(string? name) => name switch
    {
        "phq9" => Instrument.Phq9,
        "gad7" => Instrument.Gad7,
        "screener" => Instrument.Screener,
        _ => null,
    };
}
