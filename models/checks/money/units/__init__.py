"""元 and 万元 confused: figures that should agree, and figures out of scale."""
