"""Evidence files on their way in: a folder or a zip, matched to what an OPD states."""
