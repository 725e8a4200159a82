"""Which keys do what: names of keys, the user's mapping, and what holds where wishes meet."""
