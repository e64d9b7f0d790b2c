"""Chat templates: what transformers makes of them, within limits that no template can pass."""

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

import aria_infer
from aria_infer.chat import ChatTemplate, find_template
from aria_infer.errors import ModelError, PromptError
from aria_infer.formats.convert import convert
from aria_infer.formats.opening import open_source
from tests.aria_infer.gguf_files import write_gguf

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2024, 7, 26, 12, 30)

# In the manner of the templates of well-known models.
LLAMA3 = """\
{%- set loop_messages = messages %}
{%- for message in loop_messages %}
    {%- set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim \
+ '<|eot_id|>' %}
    {%- if loop.index0 == 0 %}
        {%- set content = bos_token + content %}
    {%- endif %}
    {{- content }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""
CHATML = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\\nYou help.<|im_end|>\\n' }}{% endif %}"
    "{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
BITNET = (
    "{% for message in messages %}{% if loop.first %}{{ bos_token }}{% endif %}"
    "{{ message['role'] | capitalize + ': ' + message['content'] | trim + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Assistant: ' }}{% endif %}"
)
FALCON3 = (
    "{%- for message in messages %}"
    "{%- if message['role'] in ['system', 'user'] %}{{ '<|' ~ message.role ~ '|>\\n' ~ message.content ~ '\\n' }}"
    "{%- elif message.role == 'assistant' %}{{ '<|assistant|>\\n' + message.content }}"
    "{%- if not loop.last %}{{ eos_token + '\\n' }}{%- else %}{{ eos_token }}{%- endif %}{%- endif %}"
    "{%- if loop.last and add_generation_prompt %}{{ '<|assistant|>\\n' }}{%- endif %}{%- endfor %}"
)
MISTRAL = """\
{%- if messages[0]["role"] == "system" -%}
    {%- set system_message = messages[0]["content"] -%}
    {%- set loop_messages = messages[1:] -%}
{%- else -%}
    {%- set loop_messages = messages -%}
{%- endif -%}
{%- set ns = namespace(index=0) -%}
{%- for message in loop_messages -%}
    {%- if (message["role"] == "user") != (ns.index % 2 == 0) -%}
        {{- raise_exception("roles must alternate") -}}
    {%- endif -%}
    {%- set ns.index = ns.index + 1 -%}
{%- endfor -%}
{{- bos_token }}
{%- for message in loop_messages -%}
    {%- if message["role"] == "user" -%}
        {%- if loop.last and system_message is defined -%}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else -%}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif -%}
    {%- else -%}
        {{- " " + message["content"]|trim + eos_token}}
    {%- endif -%}
{%- endfor -%}
"""
TOOLS = """\
{%- macro describe(tool) %}
    {{- tool.name ~ ': ' ~ (tool | tojson(indent=2)) }}
{%- endmacro %}
{%- if tools is not none %}
{% for tool in tools if tool.name.startswith('a') %}
{{ describe(tool) }}
{%- if tool.name == 'ab' %}{% continue %}{% endif %}
{{ '{}, {name}'.format(loop.index, name=tool.name | upper) }}
{% endfor %}
{%- endif %}
{{- messages | map(attribute='role') | unique | join(', ') }}
{%- generation %} {{ (messages | selectattr('role', 'equalto', 'user') | list)[-1].content.split('b') | tojson }}
{%- endgeneration %}
{{- strftime_now('%d %b %Y') }}"""
TEMPLATES = {
    "Llama 3": LLAMA3,
    "ChatML": CHATML,
    "BitNet": BITNET,
    "Falcon3": FALCON3,
    "Mistral": MISTRAL,
    "own": TOOLS,
}

USER = {"role": "user", "content": "Hi <b> "}
SYSTEM = {"role": "system", "content": "Be  brief."}
ANSWER = {"role": "assistant", "content": " Yes.\n"}


def render(source: str, *messages: dict[str, str], **variables: Any) -> str:
    template = ChatTemplate(source, bos_token="<s>", eos_token="</s>")
    return template.render(messages or [USER], now=NOW, **variables)


@pytest.mark.parametrize(
    ("name", "messages", "expected"),
    [
        (
            "Llama 3",
            [USER],
            "<s><|start_header_id|>user<|end_header_id|>\n\nHi <b><|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (
            "ChatML",
            [USER],
            "<|im_start|>system\nYou help.<|im_end|>\n<|im_start|>user\nHi <b> <|im_end|>\n<|im_start|>assistant\n",
        ),
        ("BitNet", [SYSTEM, USER], "<s>System: Be  brief.<|eot_id|>User: Hi <b><|eot_id|>Assistant: "),
        (
            "Falcon3",
            [SYSTEM, USER, ANSWER, USER],
            "<|system|>\nBe  brief.\n<|user|>\nHi <b> \n<|assistant|>\n Yes.\n</s>\n<|user|>\nHi <b> \n<|assistant|>\n",
        ),
        (
            "Mistral",
            [SYSTEM, USER, ANSWER, USER],
            "<s>[INST] Hi <b> [/INST] Yes.</s>[INST] Be  brief.\n\nHi <b> [/INST]",
        ),
    ],
)
def test_conversations_read_as_the_models_learnt_them(name: str, messages: list[dict[str, str]], expected: str) -> None:
    assert render(TEMPLATES[name], *messages) == expected


def test_what_else_templates_use_is_there() -> None:
    tools = [{"name": "a\u00e9", "x": "<"}, {"name": "b"}, {"name": "ab"}]
    assert render(TOOLS, {"role": "user", "content": "abc"}, tools=tools) == (
        'a\u00e9: {\n  "name": "a\u00e9",\n  "x": "<"\n}1, A\u00c9\nab: {\n  "name": "ab"\n}user ["a", "c"]26 Jul 2024'
    )


SNIPPETS = (
    "{{ '%s:%d|%%|%5.1f|%-4s|%04d|%x|%r|%c' % ('a', 2, 2.25, 'b', 7, 255, messages, 'z') }}",
    "{{ '%(a)s %(b)03d' % {'a': messages[0].content, 'b': 7} }}{{ '%s' % 'x' }}{{ '%s' % nothing }}",
    "{{ '%s-%d' | format('a', 3) }}{{ '%(a)s' | format(a=messages[0].role) }}",
    "{{ '{:02d}|{:>8}|{:*^9s}|{a:,}|{{}}|{:.3f}|{!r:4}|{:#x}'.format(7, 'ab', 'c', 2.5, 'd', 255, a=12345) }}",
    "{{ [1, 2.5, true] | sum }}{{ [{'n': 2}, {'n': 3}] | sum(attribute='n', start=1) }}",
    "{% for role, said in messages | groupby('role') %}{{ role }}{{ said | map(attribute='role') | list }}{% endfor %}",
    "{% for g in [{'a': 1}, {}] | groupby('a', default=0) %}{{ g.grouper }}{{ g.list }}{% endfor %}",
    "{{ 6 is divisibleby 3 }}{{ 7 is divisibleby(3) }}",
    "{{ '7'.zfill(3) }}{{ 'a'.center(5, '-') }}{{ 'a'.ljust(3) }}{{ 'a'.rjust(3) }}{{ 'aB'.swapcase() }}",
    "{{ 'a' | center(7) }}{{ 'a b  c' | wordcount }}{{ '\u1e9e'.casefold() }}{{ 'a b'.isidentifier() }}",
)


@pytest.mark.parametrize("source", SNIPPETS)
def test_it_is_what_jinja_renders(source: str) -> None:
    messages = [USER, ANSWER, USER]
    theirs = ImmutableSandboxedEnvironment().from_string(source).render(messages=messages)
    assert render(source, *messages) == theirs


FORMS = st.lists(st.sampled_from([*"%(){}:0123456789.sdrafxc<>^ -+#*,!", "%(a)", "{:", "%5", "\U0001f600"]), max_size=9)
VALUES = st.one_of(st.integers(-(1 << 40), 1 << 40), st.floats(), st.text(max_size=5), st.none(), st.just([1, "\0"]))


@settings(max_examples=300, deadline=None)
@given(form=FORMS.map("".join), values=st.lists(VALUES, max_size=3).map(tuple))
def test_any_form_is_pythons_own_or_refused(form: str, values: tuple[Any, ...]) -> None:
    for source, plain in (("{{ f % v }}", lambda: form % values), ("{{ f.format(*v) }}", lambda: form.format(*values))):
        try:
            made = ChatTemplate(source).render([USER], f=form, v=values)
        except ModelError:
            continue
        assert made == plain()
        assert len(made) < 5_000


@pytest.mark.parametrize("add_generation_prompt", [True, False])
@pytest.mark.parametrize("name", TEMPLATES)
@settings(max_examples=20, deadline=None)
@given(contents=st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_it_is_what_transformers_renders(name: str, add_generation_prompt: bool, contents: list[str]) -> None:
    utilities = pytest.importorskip("transformers.utils.chat_template_utils")
    messages = [{"role": ("user", "assistant")[i % 2], "content": text} for i, text in enumerate(contents)]
    given_: dict[str, Any] = {"tools": [{"name": "a", "of": [1, None, True]}]}
    source = TEMPLATES[name].replace("strftime_now('%d %b %Y')", "'today'")
    theirs, _ = utilities.render_jinja_template(
        [messages],
        chat_template=source,
        add_generation_prompt=add_generation_prompt,
        bos_token="<s>",
        eos_token="</s>",
        **given_,
    )
    assert render(source, *messages, add_generation_prompt=add_generation_prompt, **given_) == theirs[0]


def test_what_the_template_refuses_is_the_prompts_fault() -> None:
    with pytest.raises(PromptError, match="refuses this conversation: roles must alternate"):
        render(MISTRAL, USER, USER)


@pytest.mark.parametrize(
    ("messages", "message"),
    [
        ([], "at least one message"),
        ("hello", "not a list"),
        (["hello"], "message 0 is str, expected an object"),
        ([USER, {"role": "user"}], "message 1 has no text for 'content'"),
        ([{"role": 7, "content": ""}], "message 0 has no text for 'role'"),
        ([USER] * 4097, "4097 messages, at most 4096"),
    ],
)
def test_malformed_messages_are_refused(messages: Any, message: str) -> None:
    with pytest.raises(PromptError, match=message):
        ChatTemplate(CHATML).render(messages)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% for x in %}", "not valid in line 1: "),
        ("a\n{{ x | no_such }}", "not valid in line 2: No filter named 'no_such'"),
        ("{{ " + "(" * 3000 + ")" * 3000 + " }}", "cannot be compiled"),
        ("{% if 1 %}" * 300 + "{% endif %}" * 300, "cannot be compiled"),
        (" " * 131_073, "131073 characters, at most 131072"),
    ],
)
def test_what_is_no_template_is_refused(source: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        ChatTemplate(source)


def test_a_long_conversation_is_within_the_limits() -> None:
    turns = [USER | {"content": "word " * 400}, ANSWER | {"content": "word " * 400}] * 200
    for source in (LLAMA3, CHATML, FALCON3, MISTRAL):
        assert render(source, *turns).count("word") == 160_000


def files(template: str | None = None, **config: Any) -> dict[str, bytes]:
    found = {"tokenizer_config.json": json.dumps(config).encode()} if config else {}
    return found if template is None else {**found, "chat_template.jinja": template.encode()}


def test_a_template_is_found_where_checkpoints_keep_it() -> None:
    named = [{"name": "rag", "template": "no"}, {"name": "default", "template": "yes {{ bos_token }}"}]
    cases = {
        "none": files(),
        "no template": files(bos_token="<s>"),
        "a": files(chat_template="a", bos_token=None),
        "b": files("b", chat_template="a"),
        "yes <s>": files(chat_template=named, bos_token={"content": "<s>", "lstrip": False}),
        "c </s>": files("c {{ eos_token }}", eos_token="</s>"),
    }
    for expected, companions in cases.items():
        template = find_template(companions)
        if expected in ("none", "no template"):
            assert template is None
        else:
            assert template is not None and template.render([USER]) == expected


@pytest.mark.parametrize(
    ("companions", "message"),
    [
        ({"tokenizer_config.json": b"{"}, r"^tokenizer_config\.json: not JSON"),
        ({"tokenizer_config.json": b"[]"}, r"^tokenizer_config\.json: holds list"),
        ({"chat_template.jinja": b"\xff"}, r"^chat_template\.jinja: not UTF-8"),
        (files("{% if %}"), r"^chat_template\.jinja: the chat template is not valid in line 1"),
        (files(chat_template="{% if %}"), r"^tokenizer_config\.json: the chat template is not valid"),
        (files(chat_template=7), r"^tokenizer_config\.json: chat_template is neither"),
        (files(chat_template=[{"name": "x"}]), r"^tokenizer_config\.json: chat_template is neither"),
        (files(chat_template=[{"name": "x", "template": ""}]), r"has no 'default' among \['x'\]"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_by_file(companions: dict[str, bytes], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        find_template(companions)


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo model with a chat template that begins with its special token."""
    folder = tmp_path_factory.mktemp("models") / "talker"
    shutil.copytree(ROOT / "aria_infer" / "demo", folder)
    config = {"chat_template": "{{ bos_token }}" + CHATML, "bos_token": "<|end|>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return folder


def aria(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "aria_infer", *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_a_message_is_answered_by_the_template(talker: Path) -> None:
    model = aria_infer.load(talker)
    assert model.tokenizer is not None and model.chat_template is not None
    prompt = model.chat_template.render([SYSTEM, {"role": "user", "content": "Who?"}])
    tokens = model.tokenizer.encode(prompt, add_special_tokens=False)
    assert tokens[0] == 0 and tokens[1:].count(0) == 0
    chat = aria("generate", "--model", talker, "--system", "Be  brief.", "--chat", "Who?", "-n", "8", "--json")
    plain = aria("generate", "--model", talker, "--tokens", ",".join(map(str, tokens)), "-n", "8", "--json")
    assert json.loads(chat.stdout)["tokens"] == json.loads(plain.stdout)["tokens"]
    assert json.loads(chat.stdout)["prompt_tokens"] == len(tokens)


def test_a_model_without_a_template_says_so() -> None:
    assert aria_infer.load("demo").chat_template is None
    for args, said in ((("--chat", "Who?"), "no chat template"), (("--prompt", "x", "--system", "y"), "--chat TEXT")):
        done = aria("generate", "--model", "demo", *args)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr and "Traceback" not in done.stderr


def test_a_broken_template_stops_no_one_who_does_not_chat(talker: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(talker, folder)
    (folder / "chat_template.jinja").write_text("{% if %}")
    model = aria_infer.load(folder)
    assert list(model.generate([1, 2], 1))
    with pytest.raises(ModelError, match="chat_template"):
        _ = model.chat_template


def test_a_gguf_file_has_tokenizer_and_template_inside(tmp_path: Path) -> None:
    inside = json.loads((ROOT / "tests" / "fixtures" / "shakespeare-mini" / "gguf-tokenizer.json").read_text())

    def speak(writer: Any) -> None:
        writer.add_tokenizer_model(inside["tokenizer.ggml.model"])
        writer.add_tokenizer_pre(inside["tokenizer.ggml.pre"])
        writer.add_token_list(inside["tokenizer.ggml.tokens"])
        writer.add_token_types(inside["tokenizer.ggml.token_type"])
        writer.add_token_merges(inside["tokenizer.ggml.merges"])
        writer.add_bos_token_id(0)
        writer.add_add_bos_token(False)
        writer.add_chat_template("{{ bos_token }}" + CHATML)

    demo = aria_infer.load("demo")
    path = write_gguf(tmp_path / "m.gguf", open_source(ROOT / "aria_infer" / "demo"), "bitnet-b1.58", change=speak)
    convert(open_source(path), tmp_path / "folder")
    for place in (path, tmp_path / "folder"):
        model = aria_infer.load(place, cache_dir=tmp_path)
        assert model.tokenizer is not None and demo.tokenizer is not None and model.chat_template is not None
        tokens = model.tokenizer.encode("ROMEO:")
        assert tokens == demo.tokenizer.encode("ROMEO:")
        assert list(model.generate(tokens, 8)) == list(demo.generate(tokens, 8))
        assert model.chat_template.render([USER]).startswith("<|end|><|im_start|>system")


def test_a_gguf_tokenizer_that_is_not_supported_is_refused_with_the_way_round_it(tmp_path: Path) -> None:
    path = write_gguf(
        tmp_path / "m.gguf",
        open_source(ROOT / "aria_infer" / "demo"),
        "bitnet-b1.58",
        change=lambda writer: writer.add_tokenizer_model("bert"),
    )
    with pytest.raises(ModelError, match=r"m\.gguf: tokenizer\.ggml\.model is 'bert'.*put .* tokenizer\.json beside"):
        open_source(path)
