using CareConnect.RawSignalR;

// SignalR with nothing behind it: what a chat costs before anything is stored, checked or decided.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var signalR = builder.Services.AddSignalR(options =>
{
    options.SupportedProtocols = ["messagepack"];
    options.MaximumReceiveMessageSize = 80 * 1024;
    options.MaximumParallelInvocationsPerClient = 8;
}).AddMessagePackProtocol();
if (builder.Configuration.GetConnectionString("Redis") is { } redis) signalR.AddStackExchangeRedis(redis);

var app = builder.Build();
app.MapHub<RelayHub>("/hub");
app.MapGet("/health/ready", () => "ready");
app.Run();
