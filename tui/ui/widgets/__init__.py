"""What stands on the screen. Widgets get values by `data_bind`, and speak upward by messages."""
