"""What goes along from one cycle to the next, and the folder of a new one."""
