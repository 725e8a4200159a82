"""`bitotui doctor`: everything that has to work, looked at once and said in words."""
