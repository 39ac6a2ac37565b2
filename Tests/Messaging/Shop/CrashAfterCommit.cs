using System.Diagnostics;

namespace Shop;

/// <summary>Kills the process in the moment between the commit of a handler's transaction and the acknowledgement.</summary>
internal static class CrashAfterCommit
{
    public static void Arm(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("Shop:CrashAfterCommit"))
        {
            ActivitySource.AddActivityListener(new ActivityListener
            {
                ShouldListenTo = source => source.Name == "MySqlConnector",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.OperationName == "Commit" && activity.Parent?.Kind == ActivityKind.Consumer)
                    {
                        Process.GetCurrentProcess().Kill();
                    }
                },
            });
        }
    }
}
