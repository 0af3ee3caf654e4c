"""Articles at rest: what an article is, the readers of files, the store."""
