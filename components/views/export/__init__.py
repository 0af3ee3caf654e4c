"""Files for export: tables, workbooks, evidence packs."""
