"""What leaves the house: packed for its readers, remembered, known again."""
