"""What `bench/search.py` is made of: a directory from a seed, an index of it for each engine, and a browser that measures them."""
