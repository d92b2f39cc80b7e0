"""What `flet build` packages: the app, in its window or on its phone."""

from onhand.ui import packaged

packaged.run()
