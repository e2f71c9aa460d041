"""Changes of a YAML text that leave every byte as it is which they were not asked to change."""
