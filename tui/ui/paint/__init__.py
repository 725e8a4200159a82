"""Painting: what Textual wants on the screen, sent to the terminal as the cells that differ, when it can take them."""
