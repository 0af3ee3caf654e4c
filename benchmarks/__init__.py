"""Speed and quality of Parallax, beside its peers."""
