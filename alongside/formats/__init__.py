"""One module for each exchange format; none knows another."""
