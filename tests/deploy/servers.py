"""Real servers on this machine alone, set up by nothing but what a site brings along."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from tests.building import absent

# Where Debian keeps what only an administrator starts.
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
MODULES = ("alias", "authz_core", "deflate", "dir", "filter", "headers", "mime", "mpm_event")
NGINX = """
daemon off;
master_process off;
pid {own}/pid;
error_log {own}/errors;
events {{}}
http {{
  access_log off;
  client_body_temp_path {own}/body; proxy_temp_path {own}/proxy;
  fastcgi_temp_path {own}/fastcgi; uwsgi_temp_path {own}/uwsgi; scgi_temp_path {own}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; include {site}/nginx.conf; }}
}}
"""
# As a host sets it up: files that hold settings are not shown, what is text is compressed, and Spanish ends in .es.
APACHE = """
ServerRoot {own}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {own}/pid
ErrorLog {own}/errors
{modules}
{user}
TypesConfig {own}/types
AddLanguage es .es
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json
DocumentRoot {root}
<FilesMatch "^\\.ht">
  Require all denied
</FilesMatch>
<Directory {root}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""


class Answer(NamedTuple):
    """What came back for one address; names of headers are as they are usually written."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[[str], Answer]


@contextmanager
def nginx(root: Path, site: Path, own: Path) -> Iterator[Ask]:
    """The nginx of the system, which serves ``root`` and includes the file of the site in it; ``own`` is a folder for its own files."""
    program = _program("nginx")
    port = _free_port()
    (own / "nginx.conf").write_text(NGINX.format(own=own, port=port, root=root, site=site), encoding="utf-8")
    with _running([program, "-p", str(own), "-c", str(own / "nginx.conf"), "-e", str(own / "errors")], port, own / "errors") as ask:
        yield ask


@contextmanager
def apache(root: Path, own: Path) -> Iterator[Ask]:
    """The Apache of the system, which serves ``root`` and reads files named .htaccess in it, and knows no type of any file by itself."""
    program = _program("apache2", "httpd")
    folder = next((path for path in (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules")) if path.is_dir()), None)
    if folder is None:
        absent("Apache's modules are not where they usually are")
    port = _free_port()
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in MODULES)
    (own / "types").write_text("", encoding="utf-8")
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    text = APACHE.format(own=own, port=port, root=root, modules=modules, user=user)
    (own / "apache.conf").write_text(text, encoding="utf-8")
    with _running([program, "-X", "-f", str(own / "apache.conf")], port, own / "errors") as ask:
        yield ask


@contextmanager
def plain(root: Path, own: Path) -> Iterator[Ask]:
    """Python's own server, which reads no file of ours."""
    port = _free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(root)]
    with _running(command, port, own / "errors") as ask:
        yield ask


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name, path=PATH))), None)
    return found or absent(f"{names[0]} is not here: make test installs it, or says how")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], port: int, errors: Path) -> Iterator[Ask]:
    """Starts a server, waits until it answers, and ends it."""
    with open(errors.with_name("said"), "wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        _wait(process, port, errors)
        yield lambda path: _ask(port, path)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    for _ in range(200):
        told = "".join(path.read_text("utf-8", "replace") for path in (errors, errors.with_name("said")) if path.is_file())
        assert process.poll() is None, f"the server does not start: {told}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the server does not answer: {told}")


def _ask(port: int, path: str) -> Answer:
    """One request, its address sent as it is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "en"})
        answer = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            # A header that comes twice counts as one with both values (RFC 9110, section 5.3).
            found[name.title()] = f"{found[name.title()]}, {value}" if name.title() in found else value
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()
