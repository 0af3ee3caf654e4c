"""From bytes and drafts to articles: encodings, paragraphs, titles, days, languages."""
