using CareConnect.Demo;

// Founds the demo clinic through the public endpoints, as real people would: every key and every message is real.
var (url, data) = (Argument("--url"), Argument("--data"));
if (url is null || data is null)
{
    Console.Error.WriteLine("Usage: CareConnect.Demo --url http://localhost:8080 --data FOLDER");
    return 2;
}

var setupCode = Path.Combine(data, "setup-code");
if (!File.Exists(setupCode))
{
    Console.Error.WriteLine($"There is no {setupCode}: the clinic there is founded already, or not started as a demo.");
    return 1;
}

var cast = new Cast(new Uri(url), TimeProvider.System);
await using (cast)
{
    await DemoClinic.Found(cast, (await File.ReadAllTextAsync(setupCode)).Trim());
    await cast.Write(Path.Combine(data, "demo.json"));
}

return 0;

string? Argument(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
