"""The form: its steps, their fields, and how what was typed gets into them."""
