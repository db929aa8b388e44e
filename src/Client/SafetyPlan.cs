using System.Collections.Immutable;
using CareConnect.Crypto.Verification;

namespace CareConnect.Client;

/// <summary>One line of a safety plan.</summary>
/// <param name="Text">What helps, or who.</param>
/// <param name="Phone">Of a person, place or agency (steps 3 to 5); else empty.</param>
public sealed record PlanLine(string Text, string Phone = "");

/// <summary>
/// A version of a safety plan (Stanley and Brown): warning signs; own coping; people and places for distraction; people to ask
/// for help; professionals and agencies; making the surroundings safer.
/// </summary>
/// <param name="Base">Number of the entry whose version this one was written over; 0 when it is the first.</param>
/// <param name="Steps">The six steps' lines, in the order above.</param>
public sealed record SafetyPlan(ulong Base, ImmutableArray<ImmutableArray<PlanLine>> Steps)
{
    public const int StepCount = 6;

    /// <summary>Lines in one step.</summary>
    public const int MostLines = 10;

    /// <summary>UTF-16 units of a line's text, which is never empty.</summary>
    public const int LongestText = 300;

    /// <summary>UTF-16 units of a phone number.</summary>
    public const int LongestPhone = 40;

    private const string Type = "plan";

    /// <summary><c>["plan", base, [[[text, phone]…]…]]</c></summary>
    /// <exception cref="ArgumentException">The plan is not within its bounds.</exception>
    public byte[] ToContent()
    {
        if (!IsWithinBounds())
            throw new ArgumentException("A plan has six steps of at most ten lines with a text, and phone numbers in steps 3 to 5 only.");
        using var cbor = new CborWriter();
        cbor.Array(3).Text(Type).Number(Base).Array(StepCount);
        foreach (var step in Steps)
        {
            cbor.Array(step.Length);
            foreach (var line in step)
                cbor.Array(2).Text(line.Text).Text(line.Phone);
        }

        return cbor.ToArray();
    }

    /// <summary>The plan that a message's content is; null when it is another content, or not within its bounds.</summary>
    public static SafetyPlan? Read(ReadOnlySpan<byte> content)
    {
        var cbor = new CborReader(content);
        if (!cbor.TryArrayOf(3) || !cbor.TryText(out var type) || type != Type || !cbor.TryNumber(out var over) || !cbor.TryArrayOf(StepCount))
            return null;
        var steps = ImmutableArray.CreateBuilder<ImmutableArray<PlanLine>>(StepCount);
        for (var step = 0; step < StepCount; step++)
        {
            if (!cbor.TryArray(out var count) || count > MostLines)
                return null;
            var lines = ImmutableArray.CreateBuilder<PlanLine>(count);
            for (var line = 0; line < count; line++)
            {
                if (!cbor.TryArrayOf(2) || !cbor.TryText(out var text) || !cbor.TryText(out var phone))
                    return null;
                lines.Add(new PlanLine(text, phone));
            }

            steps.Add(lines.MoveToImmutable());
        }

        var plan = new SafetyPlan(over, steps.MoveToImmutable());
        return cbor.AtEnd && plan.IsWithinBounds() ? plan : null;
    }

    private bool IsWithinBounds()
    {
        if (Steps.IsDefault || Steps.Length != StepCount)
            return false;
        for (var step = 0; step < StepCount; step++)
        {
            if (Steps[step].Length > MostLines || !Steps[step].All(line => line.Text.Length is > 0 and <= LongestText && line.Phone.Length <= (HasPhones(step) ? LongestPhone : 0)))
                return false;
        }

        return true;
    }

    private static bool HasPhones(int step) => step is 2 or 3 or 4;
}
