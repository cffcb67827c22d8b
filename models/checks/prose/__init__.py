"""Checks of a text by itself: functions of a text that know no book. What the book says of it is checked in ``texts``."""
