"""What a shell and a reader are told of the command line, from its one grammar: completion, and the manual page."""
