"""What the viewer costs, measured in a terminal of its own."""
