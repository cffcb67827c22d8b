"""A finance bureau's list of codes (科目表): its columns, its codes and names, and what it changes for the books."""
