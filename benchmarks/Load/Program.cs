using CareConnect.Load;
using CareConnect.Load.Measures;

if (!Options.TryParse(args, out var options, out var wrong))
{
    Console.Error.WriteLine($"{wrong}\n{Options.Usage}");
    return 2;
}

if (options.Parts is ["hot"])
{
    await Hot.Run(options);
    return 0;
}

if (options.Parts is ["profile", ..])
{
    await Profile.Run(options);
    return 0;
}

if (options.Parts.FirstOrDefault(name => Parts.All.All(part => part.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"Not known: {unknown}\n{Options.Usage}\n  hot: the hot path alone, a minute, writes nothing\n  profile [postgres|two]: where a node's processor time goes, by perf");
    foreach (var (name, what, _) in Parts.All) Console.Error.WriteLine($"  {name}: {what}");
    return 2;
}

foreach (var (name, what, run) in Parts.All.Where(part => options.Parts.Count == 0 || options.Parts.Contains(part.Name)))
{
    Console.WriteLine($"{name}: {what}");
    Results.Keep(name, await run(options), options);
}

return 0;
