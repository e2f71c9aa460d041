"""What the reader looks at, and how every key changes it."""
