"""Files that a program of the machine turns into another first: old Word documents and scans."""
