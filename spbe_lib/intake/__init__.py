"""How answers get in, and how the questions go out: one door, several kinds of files."""
