namespace Origin;

/// <summary>
/// POST /orders/{id} has an effect that must not happen twice. Each leaves a file <c>{id}.{random}</c> in the folder
/// <c>Origin:Journal</c> before the answer: it survives kill -9, and several origins may write into the same.
/// </summary>
internal static class Orders
{
    public static void MapOrders(this RouteGroupBuilder open) =>
        open.MapPost("/orders/{id}", async (string id, int? delay, IConfiguration settings) =>
        {
            await Task.Delay(delay ?? 0);
            await File.Create(Path.Combine(settings["Origin:Journal"]!, $"{id}.{Path.GetRandomFileName()}")).DisposeAsync();
            return TypedResults.Text(id);
        });
}
