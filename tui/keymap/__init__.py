"""Every key, the action it asks for and what it says of itself: bindings, footer, help, palette."""
