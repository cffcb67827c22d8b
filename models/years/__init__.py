"""The year before and the year after."""
