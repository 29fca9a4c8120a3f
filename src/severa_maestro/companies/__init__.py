"""The companies that are served, how each one's Severa is reached, and the secrets for it."""
