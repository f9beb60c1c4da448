"""Markdown to safe HTML, and charts as server-made SVG. No domain in here."""
