"""Modules joined into one script: the order, the words, and every form that is refused; Node reads the result."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from alongside.assets import asset_links, read_scripts, script_assets
from alongside.errors import SiteError
from alongside.languages import Message, Translations, translations_for
from alongside.scripts import Script, join_scripts, script_text
from tests.building import absent

ROOT = Path(__file__).parents[2]
OURS = ROOT / "assets"
MODULES = sorted((OURS / "js").rglob("*.js"))
ENGLISH = translations_for("en")
SPANISH = translations_for("es", 'msgid "Copy"\nmsgstr "Copiar"\n\nmsgid "Other"\nmsgstr "Otra"\n\nmsgid "Same"\nmsgstr "Same"\n')


def only(modules: dict[str, str]) -> Script:
    (script,) = join_scripts(modules)
    return script


def table(script: Script, translations: Translations) -> dict[str, object]:
    found = re.search(r"^const WORDS = (.+);$", script_text(script, translations), re.MULTILINE)
    assert found
    read = json.loads(found[1])
    assert isinstance(read, dict)
    return read


def run(text: str) -> str:
    """What a script prints when Node runs it as a classic one."""
    node = shutil.which("node")
    if node is None:
        absent("node is not installed: joined scripts are not run")
    done = subprocess.run([node, "--input-type=commonjs", "-"], input=text, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# What comes out


def test_what_a_module_imports_comes_before_it_and_only_once() -> None:
    script = only(
        {
            "site.js": 'import { a } from "./parts/a.js";\nimport { b } from "./parts/b.js";\nconsole.log(a() + b);',
            "parts/a.js": 'import { base } from "./deep/base.js";\nexport function a() {\n  return base + "a";\n}\n',
            "parts/b.js": 'import {\n  base,\n} from "./deep/base.js";\nexport const b = base + "b";\n',
            "parts/deep/base.js": 'export const base = "-";\n',
            "parts/unused.js": "export default nothing",
        }
    )

    assert script.code.split("\n") == [
        'const base = "-";', "function a() {", 'return base + "a";', "}", 'const b = base + "b";', "console.log(a() + b);",
    ]  # fmt: skip
    assert run(script_text(script, ENGLISH)) == "-a-b\n"


def test_every_kind_of_export_and_declaration_runs() -> None:
    module = """
export async function later() {
  return await 7;
}
export class Shape extends Object {
  static make() {
    return new Shape();
  }
}
export const RULE = /[\\"\\'\\`]\\/\\/x/;
let count = 0;
function* numbers() {
  yield count += 1;
}
export function all() {
  return [...numbers()].length + count;
}
"""
    entry = 'import { RULE, Shape, all, later } from "./x/y.js";\nlater().then((n) => console.log(n, all(), Shape.name, RULE.source));\n'

    assert run(script_text(only({"site.js": entry, "x/y.js": module}), ENGLISH)) == """7 2 Shape [\\"\\'\\`]\\/\\/x\n"""


def test_each_file_at_the_top_is_a_script_of_its_own() -> None:
    found = join_scripts(
        {
            "site.js": 'import { a } from "./x/a.js";\na();',
            "find.js": 'import { a } from "./x/a.js";\na(1);',
            "x/a.js": "export const a = 1;",
        }
    )

    assert [(script.name, script.code.split("\n")[-1]) for script in found] == [("find.js", "a(1);"), ("site.js", "a();")]


def test_comments_and_indents_go_and_strings_stay() -> None:
    module = """/* one */
/**
 * Two: "it's" `
 */
// three's
const a = "// not /* one";
  // four
const b = `it's ${a} "x"`;
    /* five
    six */
const c = '\\'"' + "https://example.org";

console.log(a, b, c);
"""

    script = only({"site.js": module.replace("\n", "\r\n")})

    assert script.code.split("\n") == [
        'const a = "// not /* one";',
        """const b = `it's ${a} "x"`;""",
        """const c = '\\'"' + "https://example.org";""",
        "console.log(a, b, c);",
    ]  # fmt: skip


def test_names_stay_inside_of_the_script_and_it_is_strict() -> None:
    text = script_text(
        only({"site.js": "const inside = (function () {\n  return this;\n})();\nconsole.log(inside === undefined);"}), ENGLISH
    )

    assert run(text + "console.log(typeof inside, typeof WORDS);") == "true\nundefined undefined\n"


# Words


def test_a_script_carries_the_words_that_it_says_and_that_its_language_has() -> None:
    script = only(
        {
            "site.js": 'import { _ } from "./x/words.js";\n_("Copy");\n_("Same");\n_(\n  "On %(day)s \\u00e9",\n  { day },\n);\nx._(1);',
            "x/words.js": 'export function _(message) {\n  return message;\n}\n_("Untranslated");',
            "x/unused.js": '_("Other")',
        }
    )

    assert script.messages == ("Copy", "On %(day)s é", "Same", "Untranslated")
    assert table(script, SPANISH) == {"language": "es", "messages": {"Copy": "Copiar"}}
    assert table(script, ENGLISH) == {"language": "en", "messages": {}}


@pytest.mark.parametrize("words", ['</script>"\\ \u2028 \u2029', "'`${x}\n"])
def test_whatever_a_catalogue_says_stays_text(words: str) -> None:
    script = only({"site.js": 'function _(message) {\n  return WORDS.messages[message];\n}\nconsole.log(JSON.stringify(_("Copy")));'})

    text = script_text(script, Translations("es", [Message(line=1, msgid="Copy", strings=(words,))]))

    assert json.loads(run(text)) == words


# What is refused


@pytest.mark.parametrize(
    ("module", "line", "says"),
    [
        ('import x from "./x/a.js";', 1, 'Write import { one, two } from "./other.js";'),
        ('import * as x from "./x/a.js";', 1, "cannot be joined"),
        ('import "./x/a.js";', 1, "cannot be joined"),
        ('import { a as b } from "./x/a.js";', 1, "cannot be joined"),
        ('import {} from "./x/a.js";', 1, "cannot be joined"),
        ('import { a } from "lit";', 1, "cannot be joined"),
        ('import { a } from "https://example.org/a.js";', 1, "cannot be joined"),
        ('import { a } from "/x/a.js";', 1, "cannot be joined"),
        ("import { a } from './x/a.js';", 1, "cannot be joined"),
        ('import {\n  a\n} from "./x/a.js"', 1, "Write a semicolon behind it"),
        ('  import { a } from "./x/a.js";', 1, "Take away the spaces before it"),
        ('\n// c\nimport { a } from "./x/b.js";', 3, "there is no assets/js/x/b.js. Is assets/js/x/a.js meant?"),
        ('import { a } from "../../secret.js";', 1, "there is no assets/js/../../secret.js"),
        ('import { b } from "./x/a.js";', 1, "x/a.js does not export b. It exports a."),
        ('const x = import("./x/a.js");', 1, "works in modules only"),
        ("const x = import.meta.url;", 1, "works in modules only"),
        ("const x = await y();", 1, "Put it into an async function"),
        ("export default function a() {", 1, "Begin the declaration"),
        ("export { a };", 1, "cannot be joined"),
        ('export * from "./x/a.js";', 1, "cannot be joined"),
        ("export let a = 1;", 1, "cannot be joined"),
        ("const { a, b } = c;", 1, "Write one declaration for each"),
        ("export const [a] = b;", 1, "Write one declaration for each"),
        ("const a = 1,\n  b = 2;", 1, "Write one declaration for each"),
        ("const a = 1;\n\nfunction a() {}", 3, "a is declared in site.js too"),
        ("const WORDS = 1;", 1, "WORDS is declared in what stands in front"),
        ("const a = `one\ntwo`;", 1, "does not end on its line"),
        ('const a = "one\\\ntwo";', 1, "does not end on its line"),
        ("const a = `one ${`two\nthree`}`;", 1, "a template is inside another"),
        ("const a = /[\"']/;", 1, "in a regular expression, put \\ before a quote"),
        ("f(); // it is so", 1, "a comment stands behind code"),
        ("f(); /* it is so */", 1, "a comment stands behind code"),
        ("f();\n/* it is */ g();", 2, "code stands behind a comment"),
        ("f();\n\n/* it is so\n", 3, "a comment is not closed"),
        ("\n_(message);", 2, "in double quotes"),
        ("_('Copy');", 1, "in double quotes"),
        ('\n\n_("Copy" + name);', 3, "in double quotes"),
        ('_("Cop\\x79");', 1, "in double quotes"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_line(module: str, line: int, says: str) -> None:
    with pytest.raises(SiteError) as fault:
        join_scripts({"site.js": module, "x/a.js": "export const a = 1;"})

    assert str(fault.value).startswith(f"assets/js/site.js:{line}: ")
    assert says in str(fault.value)


def test_two_modules_with_one_name_are_refused_though_neither_exports_it() -> None:
    modules = {
        "site.js": 'import { a } from "./x/a.js";\nimport { b } from "./x/b.js";\na(b);',
        "x/a.js": "const shared = 1;\nexport const a = shared;",
        "x/b.js": "\nfunction shared() {}\nexport const b = shared;",
    }

    with pytest.raises(SiteError, match=r"assets/js/x/b\.js:2: shared is declared in x/a\.js too"):
        join_scripts(modules)


def test_a_circle_is_told_link_by_link() -> None:
    modules = {
        "site.js": 'import { a } from "./x/a.js";',
        "x/a.js": 'import { b } from "./b.js";\nexport const a = 1;',
        "x/b.js": 'import { c } from "./c.js";\nexport const b = 1;',
        "x/c.js": 'import { a } from "./a.js";\nexport const c = 1;',
    }

    with pytest.raises(SiteError, match=r"x/c\.js:1: .* x/a\.js imports x/b\.js imports x/c\.js imports x/a\.js"):
        join_scripts(modules)


# Files


def test_a_script_is_named_after_its_language_and_content(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "site.js").write_text('say(_("Copy"));')
    (tmp_path / "js" / "notes.txt").write_text("not a script")
    scripts = read_scripts((tmp_path,))

    english, spanish = (asset_links(script_assets(scripts, translations, True)) for translations in (ENGLISH, SPANISH))

    assert list(english) == list(spanish) == ["site.js"]
    assert re.fullmatch(r"assets/site\.en\.[0-9a-f]{10}\.js", english["site.js"])
    assert re.fullmatch(r"assets/site\.es\.[0-9a-f]{10}\.js", spanish["site.js"])


def test_a_sites_own_module_stands_in_for_ours(tmp_path: Path) -> None:
    (tmp_path / "js" / "shared").mkdir(parents=True)
    (tmp_path / "js" / "shared" / "define.js").write_text("export function define() {}\n")

    ours, own = (next(each for each in read_scripts(folders) if each.name == "site.js") for folders in ((OURS,), (tmp_path, OURS)))

    assert "customElements.define" in ours.code
    assert "customElements.define" not in own.code


def test_a_module_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site" / "js").mkdir(parents=True)
    (tmp_path / "site" / "js" / "site.js").symlink_to(tmp_path / "secret")

    with pytest.raises(SiteError, match="leads outside"):
        read_scripts((tmp_path / "site",))


def test_a_site_without_scripts_has_none(tmp_path: Path) -> None:
    assert script_assets(read_scripts((tmp_path,)), ENGLISH, True) == ()


# Ours


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_script_of_every_page_is_small_and_reads(language: str) -> None:
    po = ROOT / "alongside" / "locale" / f"{language}.po"
    translations = translations_for(language, po.read_text("utf-8") if po.is_file() else "")

    (site,) = (each for each in script_assets(read_scripts((OURS,)), translations, True) if each.name == "site.js")

    assert len(gzip.compress(site.content)) < 8_000
    assert run(f"new Function({json.dumps(site.content.decode())});console.log('reads')") == "reads\n"


@pytest.mark.parametrize("module", [module for module in MODULES if module.parent.name != "js"], ids=lambda module: module.name)
def test_every_module_is_needed_by_a_script(module: Path) -> None:
    others = {other.relative_to(OURS / "js").as_posix(): other.read_text("utf-8") for other in MODULES if other != module}

    with pytest.raises(SiteError, match=f"there is no assets/js/.*{module.name}"):
        join_scripts(others)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(OURS).as_posix())
def test_a_module_puts_nothing_into_a_page_but_text(module: Path) -> None:
    text = module.read_text("utf-8")

    found = re.findall(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|localStorage|sessionStorage|cookie)\b", text
    )
    assert found == []
    assert not re.search(r"\.style\b|setAttribute\(\"(?:style|on)", text)
