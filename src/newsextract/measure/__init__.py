"""Numbers, units and times: text to exact values."""
