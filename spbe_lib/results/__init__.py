"""What follows from levels: pure functions from values to values."""
