"""What lies in a cycle's folder, read and written: every fault at once, with file and place."""
