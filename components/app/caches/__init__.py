"""All caches of the dashboard, each module named by what it caches."""
