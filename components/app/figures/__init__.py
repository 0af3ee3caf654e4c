"""What belongs to the page Figures: contradictions, dates and numbers."""
