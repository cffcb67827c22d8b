"""The published document as one value: which part follows which, what its 目录 and its bookmarks say."""
