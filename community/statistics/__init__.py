"""Pure functions on numbers; nothing in here knows the domain's tables."""
