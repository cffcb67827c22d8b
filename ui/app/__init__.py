"""The commands of the 文件 and 工具 menus: AppController connects the window with the database and files."""
