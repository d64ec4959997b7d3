"""Evidence files: kept once by content, known by their content, looked into, drawn."""
