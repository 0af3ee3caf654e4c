"""Sandbox: the limited process in which foreign files are read, and the messages from it."""
