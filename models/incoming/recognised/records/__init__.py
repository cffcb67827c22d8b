"""Lists of records in what comes in: 政府采购, 固定资产, lists of a pack, 机构设置, exports of the one-system."""
