"""What is known of every transfer: its state, its timeline, and the log that bookkeepers read."""
