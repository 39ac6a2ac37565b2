using Chaos.Tests.Mail;

namespace Chaos.Tests.Running;

/// <summary>One start for all tests; they mend what they break.</summary>
[CollectionDefinition(Name)]
public sealed class OneApplication : ICollectionFixture<OneApplication>, IAsyncLifetime
{
    public const string Name = "chaos";

    private MailServer? _mails;
    private ChaosApplication? _application;

    internal MailServer Mails => _mails!;

    internal ChaosApplication Application => _application!;

    public async Task InitializeAsync()
    {
        _mails = MailServer.Start();
        _application = await ChaosApplication.StartAsync(_mails);
    }

    public async Task DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        if (_mails is not null)
        {
            await _mails.DisposeAsync();
        }
    }
}
