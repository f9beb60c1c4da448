"""What the machine thinks of a text before it is stored. It may hold or publish, never reject."""
