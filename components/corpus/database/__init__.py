"""The database of a library: connections, tables, errors, migrations, and where libraries lie."""
