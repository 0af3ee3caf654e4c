"""Text as characters: segmentation, normal forms, dates, language. Knows no articles."""
