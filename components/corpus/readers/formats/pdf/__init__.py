"""Reader of PDF: letters on a page to lines, lines to paragraphs in reading order."""
