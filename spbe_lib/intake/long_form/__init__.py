"""Answers in long form: one line of a table for each OPD and indicator."""
