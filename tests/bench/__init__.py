"""How light it is: every goal measured, beside a stock Textual app in the same run."""
