"""All caches of the dashboard and the tables in them; each module is named by what it caches."""
