"""What each block of a document is: an official table of a pack, a text, a sheet, or nothing that is known here."""
