using Shop;

await ShopService.Build(args).RunAsync();
