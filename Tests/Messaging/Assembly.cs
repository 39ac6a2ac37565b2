// These tests start processes and load them; two at a time would only make both slow on a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
