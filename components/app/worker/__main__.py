"""Run as `python -m components.app.worker`."""

from components.app.worker.serve import main

main()
