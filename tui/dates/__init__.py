"""When, however vaguely."""
