"""Other shapes of a timeline."""
