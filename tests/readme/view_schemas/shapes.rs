//! What a type of the source is in JSON: what serde makes of it, by its fields and its attributes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use syn::{Attribute, Fields, GenericArgument, Meta, PathArguments, Type};

use super::source::{Declared, FitRow, Segments, Source, WordList};

/// The shapes of types, each told once.
pub struct Shapes<'a> {
    source: &'a Source,
    told: BTreeMap<Segments, Value>,
}

/// The keys of an object: what each holds, and those that are always there.
#[derive(Default)]
struct Keys {
    properties: Map<String, Value>,
    required: Vec<Value>,
}

/// How a type that writes itself is written; any other has to be derived.
fn find_own_shape(name: &str) -> Option<Value> {
    Some(match name {
        "Hours" => json!({"type": "number", "minimum": 0, "maximum": 168}),
        "TaskState" => json!({"type": "boolean"}),
        "Moment" => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?$"}),
        _ => return None,
    })
}

/// What is written by a function of its own.
fn find_shape_by_function(function: &str) -> Option<Value> {
    Some(match function {
        "serialize_rounded" | "serialize_number" => json!({"type": "number"}),
        "serialize_rounded_or_none" | "serialize_known" => json!({"type": ["number", "null"]}),
        _ => return None,
    })
}

/// What a type of the standard library or of another crate is.
fn find_foreign_shape(name: &str) -> Option<Value> {
    Some(match name {
        "String" | "SmolStr" | "str" | "char" | "PathBuf" => json!({"type": "string"}),
        "bool" => json!({"type": "boolean"}),
        "u8" | "u16" | "u32" | "u64" | "usize" | "NonZeroUsize" => json!({"type": "integer", "minimum": 0}),
        "i8" | "i16" | "i32" | "i64" | "isize" => json!({"type": "integer"}),
        "f32" | "f64" => json!({"type": "number"}),
        "NaiveDate" => json!({"type": "string", "format": "date"}),
        "NaiveDateTime" => {
            json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$"})
        }
        "NaiveTime" => json!({"type": "string", "pattern": "^\\d{2}:\\d{2}:\\d{2}$"}),
        "DateTime" => json!({"type": "string", "format": "date-time"}),
        _ => return None,
    })
}

impl<'a> Shapes<'a> {
    pub fn new(source: &'a Source) -> Self {
        Self { source, told: BTreeMap::new() }
    }

    /// Tells a type that another module could name, and returns the place of its shape.
    pub fn tell(&mut self, path: &[String]) -> Segments {
        let (found, declared) =
            self.source.find(&[], &[vec!["crate".to_owned()], path.to_vec()].concat()).expect("a type");
        self.tell_declared(&found, declared);
        found
    }

    /// Every shape under the shortest name that is its own.
    pub fn into_named(self) -> (BTreeMap<Segments, String>, Map<String, Value>) {
        let last = |path: &Segments| path.last().cloned().unwrap_or_default();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for path in self.told.keys() {
            *counts.entry(last(path)).or_default() += 1;
        }
        let name = |path: &Segments| match counts.get(&last(path)) {
            Some(1) => last(path),
            _ => path[path.len().saturating_sub(2)..].join("."),
        };
        let names: BTreeMap<Segments, String> =
            self.told.keys().map(|path| (path.clone(), name(path))).collect();
        let mut shapes: Map<String, Value> =
            self.told.iter().map(|(path, shape)| (names[path].clone(), rename(shape, &names))).collect();
        assert_eq!(shapes.len(), names.len(), "two types have one name");
        shapes.sort_keys();
        (names, shapes)
    }

    fn tell_declared(&mut self, path: &Segments, declared: &'a Declared) {
        if self.told.contains_key(path) {
            return;
        }
        // What is told of itself ends here.
        self.told.insert(path.clone(), Value::Null);
        let module = &path[..path.len() - 1];
        let name = path.last().map(String::as_str).unwrap_or_default();
        let shape = match declared {
            _ if find_own_shape(name).is_some() => find_own_shape(name).unwrap_or_default(),
            Declared::Alias(alias) => self.shape(&alias.ty, module),
            Declared::Words(list) => tell_words(list),
            Declared::Fit(rows) => tell_fit(rows).into_object(),
            // A side of a person, in one word.
            Declared::Enum(_) if name == "Trait" => {
                let about: Type = syn::parse_quote!(About);
                json!({"anyOf": [{"const": "helps"}, self.shape(&about, module)]})
            }
            Declared::Enum(item) => self.tell_enum(item, module),
            Declared::Struct(item) => self.tell_struct(item, module),
        };
        let attributes: &[Attribute] = match declared {
            Declared::Struct(item) => &item.attrs,
            Declared::Enum(item) => &item.attrs,
            Declared::Alias(item) => &item.attrs,
            Declared::Words(list) => &list.attributes,
            Declared::Fit(_) => &[],
        };
        self.told.insert(path.clone(), with_description(shape, read_doc(attributes).as_deref()));
    }

    fn tell_struct(&mut self, item: &syn::ItemStruct, module: &[String]) -> Value {
        let name = item.ident.to_string();
        if !is_derived(&item.attrs) {
            let written = self.source.find_written_as(module, &name);
            let (module, inner) = written.unwrap_or_else(|| panic!("nobody tells what {name} is in JSON"));
            return self.keys(&inner.fields, &module).into_object();
        }
        match &item.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => self.shape(&fields.unnamed[0].ty, module),
            fields => self.keys(fields, module).into_object(),
        }
    }

    fn keys(&mut self, fields: &Fields, module: &[String]) -> Keys {
        let mut keys = Keys::default();
        for field in fields {
            let told = read_serde(&field.attrs);
            if told.contains_key("skip") {
                continue;
            }
            let by_function = told.get("serialize_with");
            if told.contains_key("flatten") {
                let inner = match by_function {
                    Some(function) => {
                        let written = self.source.find_written_as(module, function);
                        let (module, inner) = written.unwrap_or_else(|| panic!("{function} tells nothing"));
                        self.keys(&inner.fields, &module)
                    }
                    None => self.flattened(&field.ty, module),
                };
                for (name, shape) in inner.properties {
                    let is_always_there = inner.required.contains(&name.as_str().into());
                    keys.put(&name, shape, is_always_there);
                }
                continue;
            }
            let shape = by_function.and_then(|function| find_shape_by_function(function));
            assert!(by_function.is_some() == shape.is_some(), "nobody tells what {by_function:?} writes");
            let shape = shape.unwrap_or_else(|| self.shape(&field.ty, module));
            let own = field.ident.as_ref().map(|name| name.to_string().trim_start_matches("r#").to_owned());
            let name = told.get("rename").cloned().or(own).unwrap_or_default();
            let described = with_description(shape, read_doc(&field.attrs).as_deref());
            keys.put(&name, described, !told.contains_key("skip_serializing_if"));
        }
        keys
    }

    /// The keys that a type puts among those of what holds it.
    fn flattened(&mut self, of: &Type, module: &[String]) -> Keys {
        let (name, arguments) = read_path(of);
        if name.last().is_some_and(|last| last == "Option") {
            let inner = self.flattened(arguments.first().expect("what may be there"), module);
            return Keys { required: Vec::new(), ..inner };
        }
        match self.source.find(module, &name) {
            Some((path, Declared::Struct(item))) => self.keys(&item.fields, &path[..path.len() - 1]),
            Some((_, Declared::Fit(rows))) => tell_fit(rows),
            _ => panic!("{name:?} can't be flattened"),
        }
    }

    fn tell_enum(&mut self, item: &syn::ItemEnum, module: &[String]) -> Value {
        assert!(is_derived(&item.attrs), "nobody tells what {} is in JSON", item.ident);
        let told = read_serde(&item.attrs);
        let word = |variant: &syn::Variant| {
            let own = read_serde(&variant.attrs).get("rename").cloned();
            own.unwrap_or_else(|| {
                spell(&variant.ident.to_string(), told.get("rename_all").map(String::as_str))
            })
        };
        if told.contains_key("untagged") {
            let variants = item.variants.iter();
            let shapes: Vec<Value> =
                variants.map(|one| self.shape(first_type(&one.fields), module)).collect();
            return json!({"anyOf": shapes});
        }
        if let (Some(tag), Some(content)) = (told.get("tag"), told.get("content")) {
            let variants = item.variants.iter().map(|variant| {
                let mut keys = Keys::default();
                keys.put(
                    tag,
                    with_description(json!({"const": word(variant)}), read_doc(&variant.attrs).as_deref()),
                    true,
                );
                if !variant.fields.is_empty() {
                    keys.put(content, self.shape(first_type(&variant.fields), module), true);
                }
                keys.into_object()
            });
            return json!({"oneOf": variants.collect::<Vec<_>>()});
        }
        let is_plain = item.variants.iter().all(|variant| variant.fields.is_empty());
        assert!(is_plain, "nobody tells what {} is in JSON", item.ident);
        json!({"enum": item.variants.iter().map(word).collect::<Vec<_>>()})
    }

    fn shape(&mut self, of: &Type, module: &[String]) -> Value {
        match of {
            Type::Reference(reference) => self.shape(&reference.elem, module),
            Type::Slice(slice) => json!({"type": "array", "items": self.shape(&slice.elem, module)}),
            Type::Array(array) => self.tell_array(array, module),
            Type::Tuple(tuple) if tuple.elems.is_empty() => json!({"type": "null"}),
            Type::Tuple(tuple) => {
                let items: Vec<Value> = tuple.elems.iter().map(|one| self.shape(one, module)).collect();
                json!({"type": "array", "prefixItems": items, "minItems": items.len(), "maxItems": items.len()})
            }
            Type::Path(_) => self.tell_path(of, module),
            _ => panic!("nobody tells what a type in {module:?} is in JSON"),
        }
    }

    fn tell_array(&mut self, array: &syn::TypeArray, module: &[String]) -> Value {
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(length), .. }) = &array.len else {
            return json!({"type": "array", "items": self.shape(&array.elem, module)});
        };
        let length: usize = length.base10_parse().expect("a length");
        json!({"type": "array", "items": self.shape(&array.elem, module), "minItems": length, "maxItems": length})
    }

    fn tell_path(&mut self, of: &Type, module: &[String]) -> Value {
        let (name, arguments) = read_path(of);
        let last = name.last().map(String::as_str).unwrap_or_default();
        let of_argument = |shapes: &mut Self, at: usize| shapes.shape(arguments[at], module);
        match last {
            "Option" => return or_null(of_argument(self, 0)),
            "Vec" | "BTreeSet" => return json!({"type": "array", "items": of_argument(self, 0)}),
            "Box" | "Rc" | "Arc" | "Cow" => return of_argument(self, 0),
            "BTreeMap" | "HashMap" => {
                return json!({"type": "object", "additionalProperties": of_argument(self, 1)});
            }
            "Mark" => return tell_mark(of),
            "WithProblems" => {
                let mut keys = self.flattened(arguments[0], module);
                let problem = self.tell(&["model", "problem", "Problem"].map(str::to_owned));
                let problems = json!({"type": "array", "items": {"$ref": problem.join("::")}});
                keys.put("problems", with_description(problems, Some("What could not be read.")), true);
                return keys.into_object();
            }
            _ => {}
        }
        if let Some((path, declared)) = self.source.find(module, &name) {
            self.tell_declared(&path, declared);
            return json!({"$ref": path.join("::")});
        }
        find_foreign_shape(last)
            .unwrap_or_else(|| panic!("nobody tells what {name:?} of {module:?} is in JSON"))
    }
}

impl Keys {
    fn put(&mut self, name: &str, shape: Value, is_always_there: bool) {
        let before = self.properties.insert(name.to_owned(), shape);
        assert!(before.is_none(), "the key {name} would stand twice in one object");
        self.required.extend(is_always_there.then(|| Value::from(name)));
    }

    fn into_object(self) -> Value {
        json!({"type": "object", "properties": self.properties, "required": self.required})
    }
}

fn tell_fit(rows: &[FitRow]) -> Keys {
    let mut keys = Keys::default();
    for row in rows {
        let words = json!({"type": ["string", "null"]});
        let mark = json!({"type": ["number", "null"], "minimum": 0, "maximum": 10});
        keys.put(&row.key, with_description(if row.is_mark { mark } else { words }, Some(&row.asks)), true);
    }
    keys
}

fn tell_words(list: &WordList) -> Value {
    json!({"enum": list.words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>()})
}

/// The bounds of a mark stand in its type.
fn tell_mark(of: &Type) -> Value {
    let Type::Path(path) = of else { panic!("a mark") };
    let Some(PathArguments::AngleBracketed(arguments)) =
        path.path.segments.last().map(|last| &last.arguments)
    else {
        panic!("a mark has bounds");
    };
    let bounds: Vec<i64> = arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            GenericArgument::Const(syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(bound), .. })) => {
                bound.base10_parse().ok()
            }
            _ => None,
        })
        .collect();
    json!({"type": "number", "minimum": bounds[0], "maximum": bounds[1]})
}

fn first_type(fields: &Fields) -> &Type {
    &fields.iter().next().expect("a variant holds something").ty
}

/// The segments of a type's path, and the types between its brackets.
fn read_path(of: &Type) -> (Segments, Vec<&Type>) {
    let path = match of {
        Type::Path(path) => &path.path,
        Type::Reference(reference) => return read_path(&reference.elem),
        _ => return (Vec::new(), Vec::new()),
    };
    let arguments = match path.segments.last().map(|last| &last.arguments) {
        Some(PathArguments::AngleBracketed(inside)) => inside
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(of) => Some(of),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    (path.segments.iter().map(|segment| segment.ident.to_string()).collect(), arguments)
}

fn or_null(mut shape: Value) -> Value {
    match &mut shape {
        Value::Object(keys)
            if keys.get("type").is_some_and(Value::is_string) && !keys.contains_key("enum") =>
        {
            keys["type"] = json!([keys["type"], "null"]);
            shape
        }
        _ => json!({"anyOf": [shape, {"type": "null"}]}),
    }
}

fn with_description(mut shape: Value, text: Option<&str>) -> Value {
    if let (Some(text), Some(keys)) = (text, shape.as_object_mut()) {
        keys.insert("description".to_owned(), text.into());
    }
    shape
}

/// The first paragraph of a doc comment, in one line, without links.
fn read_doc(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let paragraph: Vec<String> =
        lines.map(|line| line.trim().to_owned()).take_while(|line| !line.is_empty()).collect();
    (!paragraph.is_empty()).then(|| paragraph.join(" ").replace("[`", "`").replace("`]", "`"))
}

/// What serde is told: each word, and what it is set to.
fn read_serde(attributes: &[Attribute]) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let read = attribute.parse_nested_meta(|meta| {
            let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let value = match meta.value() {
                Ok(value) => value.parse::<syn::LitStr>()?.value(),
                Err(_) => String::new(),
            };
            told.insert(word, value);
            Ok(())
        });
        read.expect("what serde takes");
    }
    told
}

fn is_derived(attributes: &[Attribute]) -> bool {
    let mut derived = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let read = attribute.parse_nested_meta(|meta| {
            derived |= meta.path.segments.last().is_some_and(|last| last.ident == "Serialize");
            Ok(())
        });
        read.expect("a list of traits");
    }
    derived
}

/// A variant as serde spells it.
fn spell(variant: &str, rule: Option<&str>) -> String {
    let Some(rule) = rule else { return variant.to_owned() };
    let between = match rule {
        "kebab-case" => "-",
        "snake_case" => "_",
        "lowercase" => "",
        _ => panic!("{rule} isn't known here"),
    };
    let mut spelt = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !spelt.is_empty() {
            spelt.push_str(between);
        }
        spelt.extend(letter.to_lowercase());
    }
    spelt
}

/// A shape whose references go by names.
fn rename(shape: &Value, names: &BTreeMap<Segments, String>) -> Value {
    match shape {
        Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| match value {
                Value::String(path) if key == "$ref" => {
                    let path: Segments = path.split("::").map(str::to_owned).collect();
                    (key.clone(), format!("#/$defs/{}", names[&path]).into())
                }
                value => (key.clone(), rename(value, names)),
            })
            .collect(),
        Value::Array(values) => values.iter().map(|value| rename(value, names)).collect(),
        plain => plain.clone(),
    }
}
