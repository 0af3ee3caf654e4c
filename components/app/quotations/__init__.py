"""What belongs to the page Quotations: speakers, variants, reporting verbs."""
