// One Node.js process serves all constructs, and takes one call at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
