"""What the screen remembers for each profile: values, the text they are kept as, and the file."""
