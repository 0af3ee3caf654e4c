"""Characters: sentences and words as spans, normalised forms, language. Knows no article."""
