"""What happened, kept: every record in one SQLite file for each account, written off the loop."""
