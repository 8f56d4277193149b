//! The types of the source, read by a parser: each is found by the path under which another file names it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Item, LitStr, Stmt, Token, UseTree, braced};

/// The segments of a path below the crate: `model`, `goal`, `Goal`.
pub type Segments = Vec<String>;

/// A type as its file declares it.
pub enum Declared {
    Struct(syn::ItemStruct),
    Enum(syn::ItemEnum),
    Alias(syn::ItemType),
    /// A closed list of words, made by `choices!`.
    Words(WordList),
    /// What `fit!` makes.
    Fit(Vec<FitRow>),
}

/// What `impl View` says of a type.
pub struct ViewFound {
    pub of: Segments,
    pub template: Option<String>,
    /// Whether its text is bound in length, so that its template gets `room`.
    pub is_bound: bool,
}

#[derive(Default)]
struct Module {
    types: BTreeMap<String, Declared>,
    uses: BTreeMap<String, Segments>,
    /// The structs by which what isn't derived is written, by the type or the function that they stand in.
    written_as: BTreeMap<String, syn::ItemStruct>,
}

/// Every module of the crate.
pub struct Source {
    modules: BTreeMap<Segments, Module>,
    pub views: Vec<ViewFound>,
}

impl Source {
    pub fn read(root: &Path) -> Self {
        let mut source = Self { modules: BTreeMap::new(), views: Vec::new() };
        for file in list_files(root) {
            let text = fs::read_to_string(&file).expect("a source file");
            // Reading all of the source takes long, and most of it has no part in this.
            if !["erialize", "choices! {", "pub use", "View for"].iter().any(|word| text.contains(word)) {
                continue;
            }
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            source.add(name_module(root, &file), parsed);
        }
        source
    }

    fn add(&mut self, name: Segments, file: syn::File) {
        let mut module = Module::default();
        let mut views = Vec::new();
        for item in file.items {
            match item {
                Item::Struct(item) => {
                    module.types.insert(item.ident.to_string(), Declared::Struct(item));
                }
                Item::Enum(item) => {
                    module.types.insert(item.ident.to_string(), Declared::Enum(item));
                }
                Item::Type(item) => {
                    module.types.insert(item.ident.to_string(), Declared::Alias(item));
                }
                Item::Use(item) => add_uses(&item.tree, &mut Vec::new(), &mut module.uses),
                Item::Macro(item) if item.mac.path.is_ident("choices") => {
                    let list: WordList = item.mac.parse_body().expect("a list of words");
                    module.types.insert(list.name.to_string(), Declared::Words(list));
                }
                Item::Macro(item) if item.ident.is_none() && item.mac.path.is_ident("fit") => {
                    let rows = item.mac.parse_body_with(Punctuated::<FitRow, Token![;]>::parse_terminated);
                    let rows = rows.expect("the rows of the fit").into_iter().collect();
                    module.types.insert("Fit".to_owned(), Declared::Fit(rows));
                }
                Item::Fn(item) => {
                    let inner = find_struct(&item.block.stmts);
                    module.written_as.extend(inner.map(|inner| (item.sig.ident.to_string(), inner)));
                }
                Item::Impl(item) => {
                    let inner = find_written_as(&item);
                    module.written_as.extend(inner);
                    views.extend(find_view(&item).map(|(of, view)| (of, view.0, view.1)));
                }
                _ => {}
            }
        }
        self.views.extend(views.into_iter().map(|(of, template, is_bound)| {
            let of = [name.clone(), vec![of]].concat();
            ViewFound { of, template, is_bound }
        }));
        self.modules.insert(name, module);
    }

    /// The declaration that a path leads to, seen from a module; none where it isn't the crate's own.
    pub fn find(&self, module: &[String], path: &[String]) -> Option<(Segments, &Declared)> {
        let absolute = self.make_absolute(module, path)?;
        let (last, above) = absolute.split_last()?;
        let found = self.modules.get(above)?;
        if let Some(declared) = found.types.get(last) {
            return Some((absolute.clone(), declared));
        }
        let reexported = found.uses.get(last)?;
        self.find(above, reexported)
    }

    /// The struct by which a type or a function writes what it has.
    pub fn find_written_as(&self, module: &[String], name: &str) -> Option<(Segments, &syn::ItemStruct)> {
        let here = self.modules.get(module)?;
        if let Some(found) = here.written_as.get(name) {
            return Some((module.to_vec(), found));
        }
        let absolute = self.make_absolute(module, here.uses.get(name)?)?;
        let above = &absolute[..absolute.len() - 1];
        Some((above.to_vec(), self.modules.get(above)?.written_as.get(name)?))
    }

    fn make_absolute(&self, module: &[String], path: &[String]) -> Option<Segments> {
        let (first, rest) = path.split_first()?;
        let join = |above: &[String], rest: &[String]| [above, rest].concat();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => self.make_absolute(module, rest).or_else(|| Some(join(module, rest))),
            "super" => {
                let above = &module[..module.len().checked_sub(1)?];
                let below = join(above, rest);
                if rest.first().is_some_and(|next| next == "super") {
                    return self.make_absolute(above, rest);
                }
                Some(below)
            }
            name => {
                let here = self.modules.get(module)?;
                if rest.is_empty() && here.types.contains_key(name) {
                    return Some(join(module, path));
                }
                // Another crate is used under its own name.
                if let Some(used) = here.uses.get(name).filter(|used| used.first() != Some(first)) {
                    return self.make_absolute(module, &join(used, rest));
                }
                let below = join(module, std::slice::from_ref(first));
                self.modules.contains_key(&below).then(|| join(module, path))
            }
        }
    }
}

/// Every source file but those that are nothing but tests.
fn list_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let all = entries.flat_map(|path| if path.is_dir() { list_files(&path) } else { vec![path] });
    all.filter(|path| {
        path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs")
    })
    .collect()
}

fn name_module(root: &Path, file: &Path) -> Segments {
    let below = file.strip_prefix(root).expect("below the root").with_extension("");
    let mut name: Segments = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if name.last().is_some_and(|last| last == "mod" || last == "lib") {
        name.pop();
    }
    name
}

fn add_uses(tree: &UseTree, above: &mut Segments, uses: &mut BTreeMap<String, Segments>) {
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            add_uses(&path.tree, above, uses);
            above.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| add_uses(tree, above, uses)),
        UseTree::Name(name) if name.ident == "self" => {
            uses.extend(above.last().cloned().map(|last| (last, above.clone())));
        }
        UseTree::Name(name) => {
            let path = [above.as_slice(), &[name.ident.to_string()]].concat();
            uses.insert(name.ident.to_string(), path);
        }
        UseTree::Rename(renamed) => {
            let path = [above.as_slice(), &[renamed.ident.to_string()]].concat();
            uses.insert(renamed.rename.to_string(), path);
        }
        UseTree::Glob(_) => {}
    }
}

fn find_struct(statements: &[Stmt]) -> Option<syn::ItemStruct> {
    statements.iter().find_map(|statement| match statement {
        Stmt::Item(Item::Struct(inner)) => Some(inner.clone()),
        _ => None,
    })
}

/// The trait and the type that an `impl` without generics is of.
fn find_trait(item: &syn::ItemImpl) -> Option<(String, String)> {
    let syn::Type::Path(of) = &*item.self_ty else { return None };
    let (path, _) = item.trait_.as_ref()?;
    let last = |path: &syn::Path| path.segments.last().map(|segment| segment.ident.to_string());
    Some((last(path)?, last(&of.path)?))
}

fn find_written_as(item: &syn::ItemImpl) -> Option<(String, syn::ItemStruct)> {
    let (name, of) = find_trait(item)?;
    let inner = item.items.iter().find_map(|inside| match inside {
        syn::ImplItem::Fn(function) => find_struct(&function.block.stmts),
        _ => None,
    });
    (name == "Serialize").then_some(())?;
    Some((of, inner?))
}

/// A view's type, the template that it names itself, and whether it is bound. What wraps another view is none of its own.
fn find_view(item: &syn::ItemImpl) -> Option<(String, (Option<String>, bool))> {
    let (name, of) = find_trait(item)?;
    (name == "View" && item.generics.params.is_empty()).then_some(())?;
    let mut template = None;
    let mut is_bound = false;
    for inside in &item.items {
        let syn::ImplItem::Const(constant) = inside else { continue };
        is_bound |= constant.ident == "BOUND";
        if let (true, syn::Expr::Call(call)) = (constant.ident == "TEMPLATE", &constant.expr)
            && let Some(syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) = call.args.first()
        {
            template = Some(text.value());
        }
    }
    Some((of, (template, is_bound)))
}

/// `Name { Variant = "word", … }`, as `choices!` takes it.
pub struct WordList {
    pub attributes: Vec<Attribute>,
    pub name: Ident,
    /// The words in their order, each with the doc comment of its variant.
    pub words: Vec<(String, Vec<Attribute>)>,
}

impl Parse for WordList {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let inside;
        braced!(inside in input);
        let mut words = Vec::new();
        while !inside.is_empty() {
            let attributes = inside.call(Attribute::parse_outer)?;
            inside.parse::<Ident>()?;
            inside.parse::<Token![=]>()?;
            words.push((inside.parse::<LitStr>()?.value(), attributes));
            if !inside.is_empty() {
                inside.parse::<Token![,]>()?;
            }
        }
        Ok(Self { attributes, name, words })
    }
}

/// `field: kind = "key", "flag", "asks"`, as `fit!` takes it.
pub struct FitRow {
    pub key: String,
    pub is_mark: bool,
    pub asks: String,
}

impl Parse for FitRow {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<Ident>()?;
        input.parse::<Token![:]>()?;
        let is_mark = input.parse::<Ident>()? == "mark";
        input.parse::<Token![=]>()?;
        let texts = Punctuated::<LitStr, Token![,]>::parse_separated_nonempty(input)?;
        let mut texts = texts.iter().map(LitStr::value);
        let mut next = || texts.next().unwrap_or_default();
        let (key, _, asks) = (next(), next(), next());
        Ok(Self { key, is_mark, asks })
    }
}
