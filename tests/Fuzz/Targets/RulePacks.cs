using System.Text;
using CareConnect.Domain.Rules;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>A rule pack's document, from a file or from the page where rules are changed.</summary>
internal sealed class RulePacks : Target
{
    public override string Name => "rules";

    public override IEnumerable<byte[]> Seeds => [Encoding.UTF8.GetBytes(PackDocument.Default), "{}"u8.ToArray(), "[[[[1,2,\"a\",null]]]]"u8.ToArray()];

    public override IReadOnlyList<byte[]> Words { get; } =
        [.. new[] { "{", "}", "[", "]", "\"", ":", ",", "null", "1e309", "-0", "2147483648", "\\ud800", "\"version\":", "\"calendar\":", "\n" }.Select(Encoding.UTF8.GetBytes)];

    public override int Mutations => 5_000;

    // A tree of nodes for a text whose every second character may be one.
    public override long Allowed(int length) => 256 * 1024 + 512L * length;

    public override void Run(byte[] input)
    {
        switch (PackDocument.Read(Encoding.UTF8.GetString(input)))
        {
            case PackRead read:
                var written = PackDocument.Write(read.Pack);
                Assert.Equal(written, PackDocument.Write(Assert.IsType<PackRead>(PackDocument.Read(written)).Pack));
                break;
            case PackRefused refused:
                Assert.NotEmpty(refused.Refusals);
                break;
        }
    }
}
