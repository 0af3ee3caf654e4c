"""The Compare page: aligned panes, ledger and omissions, parts of the cosine."""
