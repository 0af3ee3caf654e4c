"""The card on which a claim is checked: a quotation, a figure, a contradiction or a change."""
