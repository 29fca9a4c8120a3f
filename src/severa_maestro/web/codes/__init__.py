"""What the pages of the codes share: Severa's registers as read, their lines, choices, and codes being written."""
