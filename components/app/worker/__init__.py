"""The worker: a process beside the server that reads files and analyses articles."""
