"""All of the clerk's data at once: moved to another folder, handed over to another computer and taken in there."""
