"""For tests of apps that use onhand: a scripted model that needs no file and no native library.

```python
async with onhand.Engine.open(onhand.testing.FakeModel(replies={"Hi": "Hello!"})) as engine:
    assert await engine.session().complete("Hi") == "Hello!"
```
"""

from onhand.runtimes.fake.script import FakeModel

__all__ = ["FakeModel"]
