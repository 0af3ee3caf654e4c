"""Checksums of what people made or brought, and the check that finds damage."""
