using CareConnect.Load;
using CareConnect.Load.Measures;

if (!Options.TryParse(args, out var options, out var wrong))
{
    Console.Error.WriteLine($"{wrong}\n{Options.Usage}");
    return 2;
}

await Hot.Run(options);
return 0;
