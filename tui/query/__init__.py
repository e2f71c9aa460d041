"""Which events are meant: a text to an expression, an expression to a predicate."""
