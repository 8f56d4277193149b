"""Holds documents against a JSON Schema: `{"schema": …, "yaml": [text, …], "json": [value, …]}` on standard input; or against several:
`{"schemas": {name: …}, "documents": [{"schema": name, "line": …, "value": …}, …]}`. Prints what doesn't fit, a line each; exits with 3 where
jsonschema or PyYAML isn't there."""

import json
import sys

try:
    import jsonschema
    import yaml
except ImportError:
    sys.exit(3)


class Loader(yaml.SafeLoader):
    """YAML 1.2 as far as it matters here: days, `yes` and `no` are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers
            if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), list("tf"))

def validator_of(schema):
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


given = json.load(sys.stdin)


def with_names(value):
    """Keys as JSON has them: a level is named by its digits."""
    if isinstance(value, dict):
        return {str(key): with_names(below) for key, below in value.items()}
    return [with_names(below) for below in value] if isinstance(value, list) else value


validators = {name: validator_of(schema) for name, schema in given.get("schemas", {}).items()}
for document in given.get("documents", []):
    for error in validators[document["schema"]].iter_errors(document["value"]):
        print(document["line"], "/".join(map(str, error.absolute_path)), error.message[:300])
if "schema" not in given:
    sys.exit(0)
validator = validator_of(given["schema"])
documents = [with_names(yaml.load(text, Loader)) for text in given.get("yaml", [])] + given.get("json", [])
for place, document in enumerate(documents):
    for error in validator.iter_errors(document):
        print(place, "/".join(map(str, error.absolute_path)), error.message)
