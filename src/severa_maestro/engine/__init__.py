"""Who runs what and when."""
