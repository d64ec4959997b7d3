"""The store's schema, from revision to revision."""
