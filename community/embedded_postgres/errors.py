class EmbeddedPostgresError(RuntimeError):
    """The embedded server could not be found, started or stopped. The message says why, and names no stored text."""
