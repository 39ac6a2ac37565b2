using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;
using Microsoft.Playwright;

namespace Hosting.Tests.Dashboard;

/// <summary>What a developer sees. Screenshots are left in <c>screenshots/</c> beside the test assembly.</summary>
[Collection(SharedDashboard.Name)]
public class DashboardTests(DashboardApplication application)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Every_resource_is_shown_running()
    {
        await using var browser = await Browser.StartAsync();
        var page = await LogInAsync(browser);

        foreach (var name in new[] { "auth-mysql", "auth-db", "gateway" })
        {
            await Expect(page.Locator("tr", new() { HasText = name }).Filter(new() { HasText = "Running" }).First).ToBeVisibleAsync(Patient);
        }

        await Assertions.Expect(page.Locator("tr", new() { HasTextRegex = new("auth-[a-z]{8}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).Filter(new() { HasText = "Running" }))
            .ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("Unhealthy")).ToHaveCountAsync(0);
        await CaptureAsync(page, "resources");
    }

    [Fact]
    public async Task A_registration_is_one_trace_from_the_gateway_to_the_mail_that_leaves()
    {
        foreach (var name in (string[])["email", "maildev"])
        {
            await application.App.ResourceNotifications.WaitForResourceHealthyAsync(name, Application.Deadline());
        }

        using (var client = application.App.CreateHttpClient("gateway"))
        {
            using var response = await client.PostAsJsonAsync(
                "/auth/register", new { email = "traced@example.no", password = "correct horse battery staple" });
            response.EnsureSuccessStatusCode();
        }

        await using var browser = await Browser.StartAsync();
        var page = await LogInAsync(browser);
        await page.GotoAsync(new Uri(application.DashboardUrl, "/traces").ToString());
        await page.GetByText("gateway: POST /auth/register").First.ClickAsync(new() { Timeout = 60_000 });

        // All of it at once: what is below the window's edge is not rendered.
        await page.SetViewportSizeAsync(1500, 1000);
        foreach (var span in new[] { "POST /auth/register", "Execute", "Commit", "MSG rabbitmq events:user.registered", "MSG rabbitmq events:user.registered:email.events", "smtp send" })
        {
            await Expect(page.GetByText(span).First).ToBeVisibleAsync(Patient);
        }

        await CaptureAsync(page, "trace");
    }

    [Fact]
    public async Task Dead_letters_are_asked_for_by_a_command_of_their_service()
    {
        await application.App.ResourceNotifications.WaitForResourceHealthyAsync("email", Application.Deadline());
        await using var browser = await Browser.StartAsync();
        var page = await LogInAsync(browser);

        var row = page.Locator("tr", new() { HasTextRegex = new("email-[a-z]{8}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First;
        await Expect(row).ToBeVisibleAsync(Patient);
        await row.GetByRole(AriaRole.Button, new() { Name = "Actions", Exact = true }).ClickAsync();

        // By key: the menu of commands opens beside this one.
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Commands" }).PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Count dead letters" }).ClickAsync();
        await Expect(page.GetByText("\"Count dead letters\" succeeded")).ToBeVisibleAsync(Patient);
        await page.GetByText("View response").ClickAsync();
        await Expect(page.GetByText("\"email_tasks\"").First).ToBeVisibleAsync(Patient);
        await CaptureAsync(page, "dead-letters");
    }

    [Fact]
    public async Task Nobody_enters_without_the_token()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync();

        await page.GotoAsync(application.DashboardUrl.ToString());

        Assert.Contains("/login", page.Url, StringComparison.Ordinal);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private async Task<IPage> LogInAsync(Browser browser)
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(application.DashboardUrl, $"/login?t={DashboardApplication.Token}").ToString());
        return page;
    }

    private static Task<byte[]> CaptureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });
}
