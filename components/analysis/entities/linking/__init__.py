"""Entity linking: which mentions are one person, place or organisation."""
