"""What a server of a team needs besides the pages: logs for machines, and metrics."""
