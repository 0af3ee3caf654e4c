"""The Library page: libraries, their transfer as files, the bin, history and health."""
