"""Records for the tools of annotators, and their annotation back as gold."""
