"""Reports made on several computers, with the same bytes."""
