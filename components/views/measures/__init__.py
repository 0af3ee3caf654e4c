"""What the measures on screen mean, and how often claims that rest on them were right."""
