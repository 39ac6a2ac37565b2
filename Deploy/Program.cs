using System.CommandLine;

return await new RootCommand("Turns an aspire-manifest.json and a hosts.yaml into an exact plan for Linux hosts.").Parse(args).InvokeAsync();
