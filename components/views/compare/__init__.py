"""The Compare page in rows and words: changes, differences, reasons."""
