"""The limited process in which foreign files are parsed, and the protocol spoken with it."""
