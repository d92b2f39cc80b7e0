"""What the rewrite view shows and does; none of it knows Flet.

`voices` names what can be chosen, `rendition` is one card, `run` writes all of them, `kept` keeps
history and latencies, `rewrites` is what all windows share, `presenter` is one window.
"""
