namespace CareConnect.Browser.Tests.Harness;

/// <summary>A demo clinic. Journeys that share one run one after the other, each on rows and threads of its own; those whose alerts, plans or members others would see have their own.</summary>
public sealed class DemoClinic : IAsyncLifetime
{
    private RunningClinic? clinic;

    internal RunningClinic Clinic => clinic ?? throw new InvalidOperationException("Not started yet.");

    public async ValueTask InitializeAsync() => clinic = await RunningClinic.Demo();

    public async ValueTask DisposeAsync()
    {
        if (clinic is not null)
            await clinic.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class InTheDemoClinic : ICollectionFixture<DemoClinic>
{
    public const string Name = "The demo clinic";
}
