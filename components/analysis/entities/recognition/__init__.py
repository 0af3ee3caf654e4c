"""Named entity recognition: models, corrections by rule, gazetteers."""
