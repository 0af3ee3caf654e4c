"""What belongs to the page Add articles: upload, questions about tables, new articles."""
