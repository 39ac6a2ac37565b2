using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceDefaults.Messaging.Contracts;

namespace Shop;

/// <param name="Act">What the handler is to do: see <see cref="OrderHandler"/>.</param>
/// <param name="Note">Came later: older publishers don't send it.</param>
[Event("order.placed", Version = 2, ReadsFrom = 1)]
public sealed record OrderPlaced(int Number, string Act = "ok", string? Note = null);

[Event("stock.counted")]
public sealed record StockCounted(int Count);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(StockCounted))]
public sealed partial class ShopEvents : JsonSerializerContext;
