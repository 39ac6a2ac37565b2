// Each test starts the whole application; two at a time would only make both slow on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
