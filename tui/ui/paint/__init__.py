"""Painting: what Textual renders, sent to the terminal as the cells that differ, when it can take them."""
