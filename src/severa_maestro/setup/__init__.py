"""Setting a company up: its connection and statuses checked, its codes compared, mapped and written back."""
