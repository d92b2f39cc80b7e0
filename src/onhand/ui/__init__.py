"""The app: chat, rewrite, models and diagnostics, drawn by Flet. A face: it imports what is public.

Logic lives in presenters that know no Flet; here is neither inference nor storage.
"""
