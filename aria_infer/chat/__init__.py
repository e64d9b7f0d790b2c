"""Conversations to prompts, by the template that comes with a model.

`template.py` holds ChatTemplate and finds one among a checkpoint's files; `sandbox.py` runs it on jinja2, which nothing
else imports but `functions.py`, what a template may call; `formatting.py` fills texts in; `budget.py` holds the limits.
"""

from .template import ChatTemplate, Message, find_template

__all__ = ["ChatTemplate", "Message", "find_template"]
