"""The screen: a Textual app over an immutable book."""
