"""Claims (quotations with speakers, figures, contradictions) as analysts judged them."""
