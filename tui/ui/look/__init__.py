"""Colours: which themes there are, what they come to on the dashboard, and which of them suits a terminal."""
