"""The Tim's own judgement file: what its counter says, in the one form in which the door keeps it."""
