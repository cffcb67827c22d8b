"""读入: what files hold, block by block, beside the original and the open book."""
