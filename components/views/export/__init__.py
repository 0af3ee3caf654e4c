"""Exports: tables as files, workbooks, evidence packs."""
