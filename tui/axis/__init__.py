"""Time to cells and back."""
