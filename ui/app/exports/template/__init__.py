"""填入财政局的模板: the template with what will stand in it, what has no place, and how places are pointed at."""
