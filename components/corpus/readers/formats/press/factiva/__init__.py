"""Exports of Factiva: pages, texts and XML."""
