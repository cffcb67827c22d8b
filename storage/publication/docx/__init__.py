"""The published document as .docx: WordprocessingML (ECMA-376, transitional) written without a library."""
