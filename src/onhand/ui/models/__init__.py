"""What the models view shows and does; none of it knows Flet.

`words` says sizes and times, `fit` whether a model suits this device, `job` and `jobs` are what
takes a while (pull, update, verify), `models` is what all windows share, `presenter` one window.
"""
