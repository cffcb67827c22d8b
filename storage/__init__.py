"""Everything that leaves the process: database, book files, packs, workbooks. Knows models; no Qt."""
