"""转到, 查找 and 替换: the lines and dialogs that search the book."""
