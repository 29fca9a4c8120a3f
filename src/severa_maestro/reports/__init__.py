"""Lists that people take with them: one description of a list, and each form that it may have.

Knows neither a terminal nor a browser: ``cli`` prints them, ``web`` gives them as downloads.
"""
