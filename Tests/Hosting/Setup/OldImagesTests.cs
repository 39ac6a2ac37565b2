using Hosting.Setup.Bundle;
using Hosting.Setup.Engine;
using Hosting.Setup.Images;
using Hosting.Setup.Processes;

namespace Hosting.Tests.Setup;

public class OldImagesTests
{
    [Fact]
    public async Task Old_offline_images_are_removed_and_young_and_other_ones_kept()
    {
        var engine = (await EngineSurvey.FindAsync(AspireBundle.Find(), Application.Deadline()))!;
        var name = $"hosting-tests-{Guid.NewGuid():N}";
        var image = await ImportAsync(engine, name);
        var other = await ImportAsync(engine, name + "-other");
        try
        {
            Assert.True(await IsThereAfterRemovalAsync(TimeSpan.FromDays(7)));
            // Less than nothing, because engines count in seconds and the image is from this very one.
            Assert.False(await IsThereAfterRemovalAsync(TimeSpan.FromSeconds(-10)));
            Assert.True(await engine.HasImageAsync(other, Application.Deadline()));
        }
        finally
        {
            await Docker.RunAsync("rmi", "--force", image, other);
        }

        async Task<bool> IsThereAfterRemovalAsync(TimeSpan age)
        {
            var removal = await OfflineImage.RemoveOldAsync(engine, name, age, Application.Deadline());
            Assert.True(removal.Succeeded, removal.Reason);
            return await engine.HasImageAsync(image, Application.Deadline());
        }
    }

    private static async Task<string> ImportAsync(ContainerEngine engine, string name)
    {
        var image = $"localhost/offline/{name}:1.0-0123456789ab";
        var tree = Path.GetTempFileName();
        try
        {
            // An empty tar.
            await File.WriteAllBytesAsync(tree, new byte[1024]);
            var import = await engine.RunAsync(Tool.Short, ["import", "--change", $"LABEL {OfflineImage.Label}={name}", tree, image], Application.Deadline());
            Assert.True(import.Succeeded, import.Reason);
            return image;
        }
        finally
        {
            File.Delete(tree);
        }
    }
}
