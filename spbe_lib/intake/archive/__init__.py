"""A whole cycle as one archive, out and in."""
