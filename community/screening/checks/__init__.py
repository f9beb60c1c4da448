"""One file a check. Each has ``check(written, context)``, which yields findings; the list is in ``screening.py``."""
