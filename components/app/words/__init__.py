"""What belongs to the page Words: keyness and concordance."""
