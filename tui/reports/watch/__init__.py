"""`bitotui watch`: every event as a line, until someone has had enough or a condition comes true."""
