"""The app without a browser: presenters on the scripted model, the guard, the window."""
