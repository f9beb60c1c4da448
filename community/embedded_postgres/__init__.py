"""A private PostgreSQL server that the first connection starts, so that a clone runs with nothing to install.

`base` is the Django ENGINE, `server` the manager underneath it, `watcher` the process that stops an unused server.
Linux and macOS (Unix sockets and file locks); on Windows use WSL or a server of your own through DATABASE_URL.
"""
