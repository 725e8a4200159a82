"""What is true: values and rules, with no loop, no clock, no network and no terminal."""
