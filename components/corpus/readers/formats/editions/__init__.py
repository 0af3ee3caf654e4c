"""Editions: historical newspapers and scans (TEI, ALTO and METS, hOCR, PAGE), as they are kept."""
