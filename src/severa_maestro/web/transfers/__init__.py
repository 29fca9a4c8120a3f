"""What the pages of transfers share: finding them, showing them, and what a person may do with them."""
