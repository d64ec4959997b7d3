"""The counters: forms in which people answer, review and watch, over the same doors as files."""
