"""Where everything goes, in cells."""
