// All constructs share one Node.js process, which processes one call at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
