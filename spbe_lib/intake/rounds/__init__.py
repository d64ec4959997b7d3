"""Rounds: named states of a cycle, frozen whole, never changed again, and readable at any time."""
