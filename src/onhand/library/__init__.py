"""Conversations that last: chats in one SQLite database, snapshots of their caches beside it.

Knows chats and engines by their public faces; the saved cache's format lives in `onhand.state`.
"""
