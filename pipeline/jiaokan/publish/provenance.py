"""The provenance of a release in the terms of PROV-O, for Croissant 1.1: an activity for each stage."""

from typing import Any

from jiaokan.publish.manifest import Manifest, digest_settings
from jiaokan.stages import ALL_STAGES, STAGES, name_shown_stage

JsonNode = dict[str, Any]

PROV_NAMESPACE = "http://www.w3.org/ns/prov#"
_RULE_STAGES = ("extract", "strip", "strip_repaired", "settle")  # stages whose result depends on the rulebook


def describe_provenance(manifest: Manifest) -> JsonNode:
    """Return what a release was derived from and which activities made it, in the order in which they ran."""
    agent = {
        "@type": "prov:SoftwareAgent",
        "@id": "agent/jiaokan",
        "prov:label": "jiaokan",
        "softwareVersion": manifest.packages["jiaokan"],
    }
    return {
        "prov:wasDerivedFrom": {
            "@type": "prov:Entity",
            "@id": "entity/raw",
            "prov:label": "the raw pages, which the release can restore",
            "identifier": f"sha256:{manifest.input}",
        },
        "prov:wasGeneratedBy": [
            _describe_activity(stage, number, manifest, agent) for number, stage in enumerate(ALL_STAGES)
        ],
    }


def _describe_activity(stage: str, number: int, manifest: Manifest, agent: JsonNode) -> JsonNode:
    before = ALL_STAGES[number - 1] if number else ""
    rules = {"rules": manifest.configs["rules"]} if stage in _RULE_STAGES else {}
    runs = STAGES[stage].runs if stage in STAGES else ()
    tables = (*map(name_shown_stage, (stage, *runs)), "review")
    return {
        "@type": "prov:Activity",
        "@id": f"activity/{stage}",
        "prov:label": stage,
        "identifier": f"sha256:{digest_settings(manifest, tables, rules)}",
        "description": "the identifier is the digest of the settings and rules of the activity",
        "prov:wasAssociatedWith": agent if not number else {"@id": agent["@id"]},
        "prov:used": {"@id": "entity/raw"},
        **({"prov:wasInformedBy": {"@id": f"activity/{before}"}} if before else {}),
    }
