using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.Consuming;
using ServiceDefaults.Messaging.Contracts;

namespace Shop;

/// <summary>Does as the order says: <c>ok</c>, <c>fail</c>, <c>fail 2</c> times, <c>park</c>, <c>hang</c>, <c>hang deaf</c>, <c>kill</c> the process, <c>slow</c>.</summary>
internal sealed class OrderHandler(IServiceProvider services) : IHandle<OrderPlaced>
{
    public async Task HandleAsync(
        OrderPlaced message, EventMetadata metadata, MySqlTransaction transaction, CancellationToken cancellationToken)
    {
        var records = new Records(services.GetRequiredService<MySqlDataSource>());
        await Records.HandledAsync(transaction, message.Number, message.Note);
        var attempt = await records.AttemptAsync(message.Number);
        switch (message.Act.Split(' '))
        {
            case ["fail"]:
                throw new InvalidOperationException("The order says so.");
            case ["fail", var times] when attempt <= int.Parse(times, CultureInfo.InvariantCulture):
                throw new InvalidOperationException($"Attempt {attempt}.");
            case ["park"]:
                throw new DeadLetterException("No attempt can help.");
            case ["hang"] when attempt == 1:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case ["hang", "deaf"] when attempt == 1:
                await Task.Delay(TimeSpan.FromSeconds(30), CancellationToken.None);
                break;
            case ["kill"] when attempt == 1:
                Process.GetCurrentProcess().Kill();
                break;
            case ["slow"]:
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                break;
        }
    }
}
