"""The way to a target index: which steps, in which year and quarter, proven to take the least effort."""
