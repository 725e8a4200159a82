"""Where events come from: the only room that speaks to the network."""
