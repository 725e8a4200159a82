"""A local exchange that speaks the wire of PROTOCOL.md, and shares no code with the client it tests."""
