"""The counter at which an OPD answers: from the list of what is asked to the receipt."""
