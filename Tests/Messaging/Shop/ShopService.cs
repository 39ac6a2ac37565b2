using ServiceDefaults;
using ServiceDefaults.Messaging;
using ServiceDefaults.Messaging.DeadLetters;
using ServiceDefaults.Migrations;

namespace Shop;

/// <summary>A service that tells of orders and handles what it is told, as a process or inside a test.</summary>
public static class ShopService
{
    public const string Tasks = "shop_tasks";

    /// <param name="change">Runs before the service is built.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? change = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(ShopService).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(settings?.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        builder.AddMySqlDataSource("shop-db");
        builder.AddMigrations("shop-db", typeof(ShopService).Assembly);
        var messaging = builder.AddMessaging("messaging", "shop-db");
        if (builder.Configuration.GetValue("Shop:Publishes", defaultValue: true))
        {
            messaging.Publishes(ShopEvents.Default.OrderPlaced);
        }

        if (builder.Configuration.GetValue("Shop:Handles", defaultValue: true))
        {
            messaging
                .Handles<OrderPlaced, OrderHandler>(ShopEvents.Default.OrderPlaced)
                .Handles<StockCounted, StockHandler>(ShopEvents.Default.StockCounted, ignoreOlder: true)
                .HandlesQueue<TaskHandler>(Tasks);
        }

        CrashAfterCommit.Arm(builder.Configuration);
        change?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapDeadLetters("/shop/dead-letters");
        return app;
    }
}
