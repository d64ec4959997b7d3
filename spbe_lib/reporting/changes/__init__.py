"""What changed since the last report of the same kind that was shared: remembered, compared, told."""
