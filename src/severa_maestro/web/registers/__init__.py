"""What the pages of Maestro's registers share: lists that are searched and paged, and files of them."""
