"""What documents have besides their paragraphs: notes, boxes, hidden text, lines of metadata."""
