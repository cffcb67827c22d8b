"""项目: the page and its four parts."""
