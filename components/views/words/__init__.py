"""Charts and lines of the page Words."""
