"""Printed sheets drawn, on the screen and on a printer."""
