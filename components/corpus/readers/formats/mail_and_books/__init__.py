"""Mails in their mailboxes, and electronic books."""
