"""Who may speak to the server, and how much at once: ASGI middleware around all of it."""
