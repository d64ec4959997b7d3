"""What is asked of an OPD, and how answers are written, whatever kind of file they come in."""
