"""What a local exchange can be asked for. Imports nothing, so that `--help` stays quick."""

FEWEST_CURRENCIES = 2
MOST_CURRENCIES = 5_000
HIGHEST_RATE = 2_000
HIGHEST_PORT = 65_535
SHORTEST_PING_INTERVAL = 0.05
LONGEST_PING_INTERVAL = 86_400
MOST_EVENTS = 10**12
