"""What the regulation says: editions as data, and the level that follows from fulfilled requirements."""
