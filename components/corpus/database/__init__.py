"""The database of libraries: connections, schema, migrations, errors, and the list of libraries."""
