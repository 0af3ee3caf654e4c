"""Many people at one server who do what comes to their minds, and a look that nothing is lost."""
