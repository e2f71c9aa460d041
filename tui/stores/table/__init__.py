"""Events in one SQL table, however large: asked by window and resolution, never fetched whole."""
