"""The sheets beside the official tables: contents, the lists that a pack declares, and 阶段对比."""
