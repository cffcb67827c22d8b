"""What 导出 writes: the workbook of a book or of some of its projects, and the workbooks of its bodies."""
