"""A hostile template ends by `TemplateError`, soon, small, and in any thread."""

from __future__ import annotations

import threading
import time
import tracemalloc

import pytest

from onhand.errors import TemplateError
from onhand.templates import ChatTemplate, TemplateLimits

LIMITS = TemplateLimits(timeout_s=0.5, max_chars=100_000, max_bytes=8_000_000)
BIG = "{% set s = 'x' * 90000 %}"


def loop(body: str, n: int = 99999) -> str:
    return f"{{% for i in range({n}) %}}{body}{{% endfor %}}"


def grown(first: str, step: str, last: str = "") -> str:
    """Return a template that makes a value sixty times bigger and bigger."""
    grow = loop(f"{{% set ns.s = {step} %}}", 60)
    return f"{{% set ns = namespace(s={first}) %}}{grow}{last}"


EXPLOSIONS = {
    "nested loops": loop(loop("")),
    "printing loops": loop(loop("aaaa")),
    "repeat": "{{ 'a' * 10**9 }}",
    "repeat list": "{{ [0] * 10**9 }}",
    "repeat reversed": "{{ 10**9 * 'a' }}",
    "center filter": "{{ 'a' | center(10**9) }}",
    "center constant": "{{ 'a' | center(1000000000) }}",
    "center method": "{{ 'a'.center(10**9) }}",
    "ljust": "{{ 'a'.ljust(10**9) }}",
    "zfill": "{{ 'a'.zfill(10**9) }}",
    "expandtabs": "{{ ('\\t' * 1000).expandtabs(10**5) }}",
    "printf width": "{{ '%1000000000d' % 1 }}",
    "printf precision": "{{ '%.1000000000f' % 1.0 }}",
    "printf star": "{{ '%*d' % (10**9, 1) }}",
    "format filter": "{{ '%1000000000s' | format('x') }}",
    "format method": "{{ '{:1000000000}'.format(1) }}",
    "format nested": "{{ '{:{}}'.format('a', 10**9) }}",
    "format map": "{{ '{a:1000000000}'.format_map({'a': 1}) }}",
    "power": "{{ 9 ** (9 ** 9) }}",
    "round": "{{ 5 | round(-1000000000) }}",
    "to_bytes": "{{ (5).to_bytes(10**9, 'big') }}",
    "sum of lists": "{{ ([[0] * 1000] * 1000) | sum(start=[]) | length }}",
    "doubling text": grown("'ab'", "ns.s + ns.s"),
    "doubling tilde": grown("'ab'", "ns.s ~ ns.s"),
    "doubling list": grown("[1]", "ns.s + ns.s"),
    "billion laughs": grown("'lol'", "[ns.s, ns.s]", "{{ ns.s }}"),
    "billion laughs json": grown("'lol'", "{'a': ns.s, 'b': ns.s}", "{{ ns.s | tojson }}"),
    "billion laughs dict": grown("'lol'", "dict(a=ns.s, b=ns.s)", "{{ ns.s }}"),
    "join": BIG + "{{ range(1000) | join(s) }}",
    "join method": BIG + "{{ s.join(['a'] * 1000) }}",
    "join mapped": BIG + "{{ ([1] * 1000) | map('replace', '1', s) | join | length }}",
    "replace": BIG + "{{ s.replace('x', s) }}",
    "replace filter": BIG + "{{ s | replace('x', s) }}",
    "translate": BIG + "{{ s.translate({120: s}) }}",
    "indent": BIG + "{{ ('\\n' * 1000) | indent(1000) }}",
    "indent text": BIG + "{{ ('\\n' * 1000) | indent(s) }}",
    "json indent": "{{ [[[1] * 1000] * 9] | tojson(indent=50000) }}",
    "json separators": BIG + "{{ ([1] * 1000) | tojson(separators=(s, s)) }}",
    "mapped centers": "{{ range(99999) | map('string') | map('center', 99999) | list | length }}",
    "batch": "{{ [1] | batch(10**9, 'x') | list | length }}",
    "slice": "{{ [1] | slice(10**9, 'x') | list | length }}",
    "macro recursion": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "macro tree": "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}"
    "{{ f(60) }}",
    "macro output": BIG + "{% macro f() %}" + loop("{{ s }}") + "{% endmacro %}{{ f() | length }}",
    "set block": BIG + "{% set t %}" + loop("{{ s }}") + "{% endset %}{{ t | length }}",
    "filter block": BIG + "{% filter length %}" + loop("{{ s }}") + "{% endfilter %}",
    "recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "self block": "{% block a %}{{ self.a() }}{% endblock %}",
    "namespace cycle": "{% set a = namespace(x=[1] * 9999) %}{% set b = namespace(x=[a] * 99) %}"
    "{{ ([b] * 9999) | map('pprint') | join }}",
    "views": "{% set d = dict.fromkeys(range(9999)) %}{{ ([d.items()] * 9999) | string | length }}",
    "urlize": BIG + "{{ s | urlize }}",
    "wordwrap": BIG + "{{ s | wordwrap(1) }}",
    "date format": "{{ strftime_now('%Y' * 1000) }}",
    "slices kept": BIG + loop("{% set t = s[1:] %}"),
    "long compilation": ("{% for a in b %}" * 19 + "{% endfor %}" * 19) * 400,
    "deep parentheses": "{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}",
    "deep blocks": "{% for a in [1] %}" * 200 + "{% endfor %}" * 200,
}


@pytest.mark.parametrize("name", EXPLOSIONS)
def test_an_explosion_is_stopped(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(TemplateError):
        ChatTemplate(EXPLOSIONS[name], limits=LIMITS).render([])
    assert time.monotonic() - started < 10, "the limit is 0.5 s; ten allow for a loaded machine"


@pytest.mark.parametrize("name", ["repeat", "doubling list", "join mapped", "json separators"])
def test_an_explosion_is_stopped_before_it_takes_memory(name: str) -> None:
    template = ChatTemplate(EXPLOSIONS[name], limits=LIMITS)
    ChatTemplate("warm").render([])
    tracemalloc.start()
    try:
        with pytest.raises(TemplateError):
            template.render([])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * LIMITS.max_bytes


INTERNALS = {
    "class": "{{ ''.__class__ }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "item": "{{ ''['__class__'] }}",
    "attr filter": "{{ '' | attr('__class__') }}",
    "map attribute": "{{ [''] | map(attribute='__class__') | list }}",
    "sort attribute": "{{ ['', 'a'] | sort(attribute='__class__') }}",
    "globals of a macro": "{% macro f() %}{% endmacro %}{{ f._func.__globals__ }}",
    "globals of a function": "{{ raise_exception.__globals__ }}",
    "init globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "self": "{{ self.__init__.__globals__ }}",
    "environment": "{{ self._TemplateReference__context.environment }}",
    "format": "{{ '{0.__class__}'.format(1) }}",
    "format map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "format item": "{{ '{0[__class__]}'.format('') }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "loop": "{% for x in [1] %}{{ loop.__class__.__init__.__globals__ }}{% endfor %}",
    "undefined": "{{ nothing.__class__ }}",
    "namespace": "{{ namespace.__init__ }}",
    "namespace write": "{% set ns = namespace(__class__=1) %}",
    "change a list": "{{ messages.append(1) }}",
    "change a message": "{{ messages[0].update(role='x') }}",
    "generator frame": "{{ ([1] | map('string')).gi_frame.f_back }}",
}


@pytest.mark.parametrize("name", INTERNALS)
def test_a_reach_for_internals_is_stopped(name: str) -> None:
    with pytest.raises(TemplateError):
        ChatTemplate(INTERNALS[name]).render([{"role": "user", "content": "x"}])


def test_the_callers_objects_are_out_of_reach() -> None:
    class Danger:
        def act(self) -> str:
            raise AssertionError("a template called a method of the caller's object")

    template = ChatTemplate("{{ thing }} {{ messages[0].content }}")
    shown = template.render([{"role": "user", "content": Danger()}], thing=Danger())
    assert shown == "<Danger> <Danger>"


def test_limits_hold_in_other_threads_and_do_not_leak_between_them() -> None:
    endless = ChatTemplate(EXPLOSIONS["nested loops"], limits=LIMITS)
    fine = ChatTemplate("{% for i in range(100) %}{{ i % 10 }}{% endfor %}")
    results: dict[int, object] = {}

    def work(n: int) -> None:
        try:
            results[n] = (endless if n % 2 else fine).render([])
        except TemplateError as error:
            results[n] = error

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, result in results.items():
        assert isinstance(result, TemplateError) if n % 2 else result == "0123456789" * 10
    assert len(results) == 6


def test_after_an_explosion_the_next_render_is_fine() -> None:
    with pytest.raises(TemplateError):
        ChatTemplate("{{ 'a' * 10**9 }}").render([])
    assert ChatTemplate("{{ 'a' * 3 }}").render([]) == "aaa"


def test_a_long_honest_prompt_is_within_the_limits() -> None:
    messages = [{"role": "user", "content": "word " * 200} for _ in range(1000)]
    text = "{% for m in messages %}{{ '<' ~ m.role ~ '>' ~ m.content | trim }}{% endfor %}"
    assert len(ChatTemplate(text).render(messages)) == 1000 * (999 + 6)


def test_a_template_that_is_too_long_is_refused_before_it_is_compiled() -> None:
    limits = TemplateLimits(max_template_chars=10)
    with pytest.raises(TemplateError, match="11 characters"):
        ChatTemplate("{% if %}aaa", limits=limits).render([])


@pytest.mark.parametrize("bad", [{"timeout_s": 0}, {"max_chars": 0}, {"max_bytes": 1.5}])
def test_limits_out_of_range_are_refused(bad: dict) -> None:
    with pytest.raises((ValueError, TypeError)):
        TemplateLimits(**bad)
