"""What does a program without an event loop write?

python examples/probes/blocking.py [MODEL.gguf]
"""

import sys

import onhand
from onhand import sync

model = sys.argv[1] if len(sys.argv) > 1 else None
with sync.Engine.open(model) as engine, engine.session() as session:
    for event in session.generate("Hello", max_tokens=12, temperature=0):
        if isinstance(event, onhand.TokenEvent):
            print(event.text, end="", flush=True)
    print(f"\n{len(session.tokens)} tokens are in the session")
sys.exit(len(session.tokens) < 2)
