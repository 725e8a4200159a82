"""`bitotui journal`: what there is to say and do about the file itself."""
