"""The records in one SQLite file per cycle: the one way to read and change them."""
