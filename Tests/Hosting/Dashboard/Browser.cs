using CliWrap;
using CliWrap.Buffered;
using Microsoft.Playwright;

namespace Hosting.Tests.Dashboard;

/// <summary>A headless Chromium of the machine's, not one that Playwright downloads.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(5);
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    internal static async Task<Browser> StartAsync()
    {
        using var deadline = new CancellationTokenSource(InstallTime);
        var found = await Cli.Wrap(Path.Combine(Repository.Root, "eng", "browser")).ExecuteBufferedAsync(deadline.Token);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = found.StandardOutput.Trim(),

            // Chromium refuses its sandbox to root, and the rest keeps it from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    internal Task<IPage> OpenAsync() => _browser.NewPageAsync(new BrowserNewPageOptions
    {
        ViewportSize = new ViewportSize { Width = 1500, Height = 620 },
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
