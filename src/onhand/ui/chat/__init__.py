"""What the chat view knows and does, without Flet: conversations, drafts, blocks, settings.

Nothing is drawn here; a window listens and draws.
"""
