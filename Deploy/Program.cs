using Deploy.Commands;

return await CommandTree.Root().Parse(args).InvokeAsync();
