"""Paper: the sheets of the workbook as they print, drawn on the screen and on a printer by one painter."""
