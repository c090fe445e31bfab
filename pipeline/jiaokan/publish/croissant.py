"""Describe a release in Croissant 1.1 (MLCommons), as JSON-LD.

Columns with `cr:isArray` hold lists. mlcroissant checks the SHA-256 of each shard when it loads one.
"""

import json
from pathlib import Path
from typing import Any

from jiaokan.config.config_loader import Config
from jiaokan.publish.card_format.identity_texts import make_citation
from jiaokan.publish.manifest import FilesByPath, Manifest, ReleaseFile
from jiaokan.publish.provenance import PROV_NAMESPACE, describe_provenance
from jiaokan.publish.tables.release_tables import TABLES, Column

JsonNode = dict[str, Any]

CROISSANT_FILE = "croissant.json"
# mlcroissant 1.1.1 reads only this type as Parquet, not the registered application/vnd.apache.parquet
_PARQUET_MEDIA_TYPE = "application/x-parquet"
_CROISSANT_TYPES = {
    "string": "sc:Text",
    "int32": "cr:Int32",
    "int64": "cr:Int64",
    "float64": "cr:Float64",
    "binary": "sc:Text",
    "strings": "sc:Text",
    "int32s": "cr:Int32",
}
# the context that the standard prescribes
_CONTEXT: JsonNode = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "annotation": "cr:annotation",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": PROV_NAMESPACE,
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(release: Path, shards: FilesByPath, config: Config, manifest: Manifest) -> None:
    """Write croissant.json for the shards of a release; `manifest` names what it was made from."""
    by_table = {table: [name for name in shards if name.startswith(f"{table}/")] for table in TABLES}
    present = {table: names for table, names in by_table.items() if names}
    node = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": config.publish.name,
        "description": config.publish.about,
        "license": config.publish.licence,
        "url": config.publish.url,
        "creator": {"@type": "sc:Organization", "name": config.publish.creator},
        "datePublished": config.publish.date,
        "version": config.publish.version,
        "citeAs": make_citation(config),
        "inLanguage": "zh",
        "usageInfo": {"@type": "CreativeWork", "name": "rights", "text": config.publish.rights},
        **describe_provenance(manifest),
        "distribution": [_describe_file(name, file) for name, file in shards.items()]
        + [_describe_file_set(table) for table, names in present.items() if len(names) > 1],
        "recordSet": [_describe_record_set(table, names) for table, names in present.items()],
    }
    text = json.dumps(node, ensure_ascii=False, indent=1)
    (release / CROISSANT_FILE).write_bytes(f"{text}\n".encode())


def _describe_file(name: str, file: ReleaseFile) -> JsonNode:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _PARQUET_MEDIA_TYPE,
        "sha256": file.sha256,
    }


def _describe_file_set(table: str) -> JsonNode:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table}-shards",
        "name": f"{table}-shards",
        "encodingFormat": _PARQUET_MEDIA_TYPE,
        "includes": f"{table}/train-*.parquet",
    }


def _describe_record_set(table: str, names: list[str]) -> JsonNode:
    # a file is checked against its SHA-256 as it is read, a set of files is not (mlcroissant 1.1.1)
    source = {"fileObject": {"@id": names[0]}}
    if len(names) > 1:
        source = {"fileSet": {"@id": f"{table}-shards"}}
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "field": [_describe_field(table, column, source) for column in TABLES[table]],
    }


def _describe_field(table: str, column: Column, source: JsonNode) -> JsonNode:
    is_list = column.kind.endswith("s")
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": _CROISSANT_TYPES[column.kind],
        **({"isArray": True, "arrayShape": "-1"} if is_list else {}),
        "source": {**source, "extract": {"column": column.name}},
    }
