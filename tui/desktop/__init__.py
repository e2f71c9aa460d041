"""The machine around us."""
