"""Every way in which the local exchange can break, switched on and off while it runs."""
