"""What the reader prefers, and where the last view of each file is kept."""
