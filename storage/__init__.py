"""All input and output: database, book files, packs, workbooks. Uses models, no Qt."""
