"""What is shipped for Prometheus and Grafana fits what the program tells."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from severa_maestro.companies.models import Company
from severa_maestro.transfer.ledger.models import CompanyTotals

DEPLOY = Path(__file__).parents[1] / "deploy"
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana" / "severa-maestro.json").read_text(encoding="utf-8"))
PROMETHEUS: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
ALERTS: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
]

#: By metric its labels, and by label its values.
Given = dict[str, dict[str, set[str]]]

#: What joins two metrics in an expression.
_JOINS = {"and", "or", "unless"}

_SELECTOR = re.compile(r"(\w+)\{([^}]*)\}")
_MATCHER = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"')


@pytest.fixture
def given(db: None, tmp_path: Path, settings: Any) -> Given:
    """What the endpoint gives."""
    token = tmp_path / "token"
    token.write_text("t" * 32, encoding="ascii")
    token.chmod(0o600)
    settings.METRICS_TOKEN_FILE = str(token)
    company = Company.objects.create(name="Kuusi Oy", waiting_status="a", transferred_status="b")
    CompanyTotals.objects.create(company=company, quota_allowed=9, quota_used=1, last_ended_at=timezone.now())
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {'t' * 32}"})
    found: Given = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        for sample in family.samples:
            labels = found.setdefault(sample.name, {})
            for label, value in sample.labels.items():
                labels.setdefault(label, set()).add(value)
    return found


def _panels() -> list[dict[str, Any]]:
    return [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]


def _expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in ALERTS)
    yield from (target["expr"] for panel in _panels() for target in panel["targets"])


def _metrics_in(expression: str) -> set[str]:
    """The names that are neither functions nor words of the language."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\b(by|on) \([^)]*\)", "", expression)
    return set(re.findall(r"[a-zA-Z_]\w*\b(?!\s*\()", bare)) - _JOINS


def test_every_metric_that_an_expression_names_is_given(given: Given) -> None:
    unknown = {expression: _metrics_in(expression) - given.keys() for expression in _expressions()}
    assert {expression: names for expression, names in unknown.items() if names} == {}
    assert all(map(_metrics_in, unknown))


def test_every_label_that_an_expression_names_is_one_of_its_metrics(given: Given) -> None:
    for expression in _expressions():
        for metric, matchers in _SELECTOR.findall(expression):
            for label, value in _MATCHER.findall(matchers):
                values = set() if value == "$company" else set(value.split("|"))
                assert values <= given[metric][label], expression


def test_a_name_that_is_no_metric_is_seen() -> None:
    assert _metrics_in('max by (company) (rate(gone_total{state="x"}[5m])) > 5 or vector(0)') == {"gone_total"}


@pytest.mark.parametrize("rule", ALERTS, ids=[rule["alert"] for rule in ALERTS])
def test_every_alert_waits_and_says_what_is_the_matter_and_what_to_do(rule: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d+[mh]", rule["for"])
    assert rule["labels"]["severity"] in {"warning", "critical"}
    assert rule["annotations"].keys() == {"summary", "description"}
    assert all(text.strip() for text in rule["annotations"].values())
    told = "".join(rule["annotations"].values())
    assert ("$labels.company" in told) == ("absent(" not in rule["expr"])


def test_prometheus_reads_the_alerts_and_shows_a_token_from_a_file() -> None:
    assert [(DEPLOY / "prometheus" / each).exists() for each in PROMETHEUS["rule_files"]] == [True]
    [job] = PROMETHEUS["scrape_configs"]
    assert job["metrics_path"] == "/metrics"
    assert job["authorization"].keys() == {"type", "credentials_file"}


def test_the_dashboard_asks_the_data_source_and_the_companies_that_are_chosen() -> None:
    variables = {each["name"]: each for each in DASHBOARD["templating"]["list"]}
    assert variables.keys() == {"datasource", "company"}
    assert variables["company"]["includeAll"]
    for panel in _panels():
        assert panel["description"]
        for source in (panel["datasource"], *(target["datasource"] for target in panel["targets"])):
            assert source == {"type": "prometheus", "uid": "${datasource}"}
        assert all('company=~"$company"' in target["expr"] for target in panel["targets"]), panel["title"]


def test_no_two_panels_of_the_dashboard_share_an_id_or_a_place() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) == 23
