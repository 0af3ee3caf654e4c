"""What belongs to the page Compare: texts side by side, ledger, direction, omissions."""
