"""The base classes of pages and the parts that several pages share."""
