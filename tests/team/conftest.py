"""PostgreSQL for the tests of a team's server, really started as in those of the store."""

from tests.corpus.conftest import make_database, server

__all__ = ["make_database", "server"]
