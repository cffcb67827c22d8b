"""The domain: pure Python. No Qt, no files, no clock, no locale, no logging."""
