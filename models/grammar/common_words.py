"""The words that typing noise may misspell.

Only common words: the model can learn them all by heart, and never learns that an unknown word
is a misspelt known one.
"""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

COMMON_WORDS = frozenset(
    """
about actually after again agree agreed almost along already also always another answer anyone
anything appointment around arrive arrived available away back because been before begin behind
believe best better between birthday bring broken brother building business busy call called
cancel cancelled change changed check children class clean close closed coffee coming company
could couple course daughter delivery different dinner doctor doing done door down drive during
early easy email enough even evening ever every everyone everything exactly expect family father
feel fine finish finished first fixed following food forget forgot found four free friend friends
from front full getting give given glad going good great group happen happened happy hard have
hear heard hello help here high holiday home hope hospital hour hours house however husband idea
important instead into invite issue items just keep kitchen know large last late later least leave
leaving left less letter like little live long look looking lose lost love lunch made mail make
making manager many maybe mean meet meeting message might minute minutes moment money month months
more morning most mother move moved much must need needs neighbor never next nice night nothing
number often once only open order other outside over paid paper parents part party pass people
perhaps person phone pick picture place plan planned please point possible prepare present price
probably problem project question questions quick quickly quite ready really reason receive
received regarding remember remind repair reply report request response rest right room said same
schedule school second seem send sent several should show sick since sister small some someone
something sometimes soon sorry sound speak special start started station stay still stop street
such sure table take taking talk team tell thank thanks that their them then there these they
thing things think this those thought through ticket time times today together tomorrow tonight
train travel trying turn under understand unfortunately until update usually very visit wait
waiting walk want wanted water week weekend weeks welcome well were what when where whether which
while whole will window wish with without woman wonder wondering word words work worked working
works would write writing wrong year years yesterday your
""".split()
)
