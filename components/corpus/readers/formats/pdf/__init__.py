"""PDF: letters on a page to lines, lines to paragraphs in the order of reading."""
