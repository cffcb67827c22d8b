"""What the 文件 menu does: where window, database and files meet."""
