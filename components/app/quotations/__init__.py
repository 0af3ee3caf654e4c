"""The Quotations page."""
