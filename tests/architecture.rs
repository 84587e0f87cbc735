//! Holds the architecture: which module of `src/` may import which, and no import cycle between files.
//!
//! The files are parsed, not searched: grouped imports, paths inside expressions and names that reach their user
//! through a `pub use` count as an import of the file that *defines* the item. A `mod x;` is no import, and what
//! stands under `#[cfg(test)]` is left out. Method calls are not followed: they need no import.

#![allow(clippy::unwrap_used, reason = "clippy knows test functions, not the helpers beside them")]

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path as FilePath;
use syn::visit::{self, Visit};

/// The modules of the library and what each may import. The rest of a module's own files is always allowed.
const LAYERS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("text", &["lang"]),
    ("facts", &["lang", "text"]),
    ("model", &["text"]),
    ("formats", &["facts", "lang", "model", "text"]),
    ("store", &["model"]),
    ("diff", &["facts", "lang", "model", "text"]),
    ("translation", &["diff", "facts", "lang", "model", "text"]),
    ("history", &["diff", "model"]),
    ("check", &["diff", "model", "text"]),
    ("config", &["diff", "model", "text"]),
    ("digest", &["diff", "facts", "lang", "model", "text"]),
    ("report", &["check", "diff", "digest", "history", "model", "repository", "translation"]),
    (
        "repository",
        &["check", "config", "diff", "formats", "history", "model", "store", "text", "translation"],
    ),
];

/// Of these modules others see the result types alone.
const RESULT_TYPES: &[(&str, &[&str])] = &[
    ("diff", &["src/diff/result.rs", "src/diff/rules/catalogue.rs", "src/diff/changes/ids.rs"]),
    ("check", &["src/check/result.rs"]),
    (
        "digest",
        &[
            "src/digest/result.rs",
            "src/digest/mod.rs",
            "src/digest/message.rs",
            "src/digest/pieces.rs",
            "src/digest/dates.rs",
        ],
    ),
    ("translation", &["src/translation/result.rs", "src/translation/task.rs"]),
    ("history", &["src/history/result.rs", "src/history/blame/result.rs"]),
    ("repository", &["src/repository/result.rs"]),
];

/// The modules that call the others' work rather than draw their results.
const CALLERS: &[&str] = &["history", "repository"];

/// Paths inside the project and the source that stands there.
type Tree = BTreeMap<String, String>;
type Segments = Vec<String>;

/// What a name in a module means.
enum Name {
    Item,
    Module,
    Import(Segments),
}

struct Module {
    file: String,
    names: BTreeMap<String, Name>,
    globs: Vec<Segments>,
}

struct Reference {
    module: Segments,
    path: Segments,
    line: usize,
}

enum Target {
    Module(Segments),
    Item(String),
}

/// One crate: its modules by path and every path that its code names.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Segments, Module>,
    references: Vec<Reference>,
    problems: Vec<String>,
}

impl Crate {
    fn read(tree: &Tree, root: &str) -> Self {
        let mut krate = Self::default();
        krate.read_file(tree, root, Vec::new());
        krate
    }

    fn read_file(&mut self, tree: &Tree, file: &str, module: Segments) {
        let Some(source) = tree.get(file) else {
            self.problems.push(format!("{file}: the module is declared and its file is missing"));
            return;
        };
        match syn::parse_file(source) {
            Ok(parsed) => self.read_items(tree, file, module, &parsed.items),
            Err(error) => {
                self.problems.push(format!("{file}:{}: {error}", error.span().start().line));
            }
        }
    }

    fn read_items(&mut self, tree: &Tree, file: &str, module: Segments, items: &[syn::Item]) {
        let empty = Module { file: file.to_owned(), names: BTreeMap::new(), globs: Vec::new() };
        self.modules.insert(module.clone(), empty);
        let mut reader = Reader { tree, file, module, krate: self };
        for item in items {
            reader.visit_item(item);
        }
    }

    /// What `name` means in `module`; `None` when it comes from outside the crate.
    fn look_up(&self, module: &Segments, name: &str, depth: usize) -> Option<Target> {
        let here = self.modules.get(module)?;
        match here.names.get(name) {
            Some(Name::Item) => return Some(Target::Item(here.file.clone())),
            Some(Name::Module) => return Some(Target::Module(child(module, name))),
            Some(Name::Import(path)) => return self.resolve(module, path, depth + 1),
            None => {}
        }
        here.globs.iter().find_map(|glob| match self.resolve(module, glob, depth + 1)? {
            Target::Module(path) if path != *module => self.look_up(&path, name, depth + 1),
            _ => None,
        })
    }

    /// Follows `path`, as written in `module`, through every re-export. `depth` bounds names that import each other.
    fn resolve(&self, module: &Segments, path: &[String], depth: usize) -> Option<Target> {
        const DEEPEST: usize = 32;
        if depth > DEEPEST {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(Vec::new()),
            "self" => Target::Module(module.clone()),
            "super" => Target::Module(parent(module)),
            name => self.look_up(module, name, depth)?,
        };
        while let (Target::Module(at), Some((segment, tail))) = (&target, rest.split_first()) {
            target = match segment.as_str() {
                "super" => Target::Module(parent(at)),
                "self" => Target::Module(at.clone()),
                // A name that is not found was made by a macro or comes from another crate: it is that file's.
                name => match self.look_up(at, name, depth) {
                    Some(target) => target,
                    None => Target::Item(self.modules.get(at)?.file.clone()),
                },
            };
            rest = tail;
        }
        Some(target)
    }

    /// Every import of one file by another: importer → imported → the first line that says so.
    fn imports(&self) -> BTreeMap<String, BTreeMap<String, usize>> {
        let mut imports: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for reference in &self.references {
            let Some(from) = self.modules.get(&reference.module).map(|module| &module.file) else { continue };
            let to = match self.resolve(&reference.module, &reference.path, 0) {
                Some(Target::Item(file)) => file,
                Some(Target::Module(path)) => match self.modules.get(&path) {
                    Some(module) => module.file.clone(),
                    None => continue,
                },
                None => continue,
            };
            if to != *from {
                let line = imports.entry(from.clone()).or_default().entry(to).or_insert(reference.line);
                *line = (*line).min(reference.line);
            }
        }
        imports
    }
}

/// Walks the items of one module and collects its names and the paths that it uses.
struct Reader<'a> {
    tree: &'a Tree,
    file: &'a str,
    module: Segments,
    krate: &'a mut Crate,
}

impl Reader<'_> {
    fn name(&mut self, name: &syn::Ident, meaning: Name) {
        if let Some(module) = self.krate.modules.get_mut(&self.module) {
            let name = name.to_string();
            // A module and a function may share a name; the module is what paths go through.
            if !matches!(module.names.get(&name), Some(Name::Module)) {
                module.names.insert(name, meaning);
            }
        }
    }

    fn refer(&mut self, path: Segments, line: usize) {
        self.krate.references.push(Reference { module: self.module.clone(), path, line });
    }

    fn import(&mut self, tree: &syn::UseTree, prefix: &Segments) {
        match tree {
            syn::UseTree::Path(path) => self.import(&path.tree, &child(prefix, &path.ident.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, prefix)),
            syn::UseTree::Name(leaf) => self.import_leaf(&leaf.ident, &leaf.ident, prefix),
            syn::UseTree::Rename(leaf) => self.import_leaf(&leaf.ident, &leaf.rename, prefix),
            syn::UseTree::Glob(glob) => {
                if let Some(module) = self.krate.modules.get_mut(&self.module) {
                    module.globs.push(prefix.clone());
                }
                self.refer(prefix.clone(), glob.star_token.spans[0].start().line);
            }
        }
    }

    fn import_leaf(&mut self, ident: &syn::Ident, name: &syn::Ident, prefix: &Segments) {
        let path = if ident == "self" { prefix.clone() } else { child(prefix, &ident.to_string()) };
        // `use a::b::{self}` brings in `b`; a name that imports itself would never resolve.
        if name == "self" {
            if let (Some(last), Some(module)) =
                (path.last().cloned(), self.krate.modules.get_mut(&self.module))
            {
                module.names.entry(last).or_insert(Name::Import(path.clone()));
            }
        } else if path.len() > 1 {
            self.name(name, Name::Import(path.clone()));
        }
        self.refer(path, ident.span().start().line);
    }

    fn declare_module(&mut self, item: &syn::ItemMod) {
        let name = item.ident.to_string();
        self.name(&item.ident, Name::Module);
        let module = child(&self.module, &name);
        if let Some((_, items)) = &item.content {
            self.krate.read_items(self.tree, self.file, module, items);
            return;
        }
        let folder = module_folder(self.file);
        let nested = format!("{folder}/{name}/mod.rs");
        let file = if self.tree.contains_key(&nested) { nested } else { format!("{folder}/{name}.rs") };
        self.krate.read_file(self.tree, &file, module);
    }

    fn scan_tokens(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 || path.is_empty() {
                        self.finish_token_path(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.finish_token_path(&mut path, line);
                    self.scan_tokens(group.stream());
                    colons = 0;
                }
                _ => {
                    self.finish_token_path(&mut path, line);
                    colons = 0;
                }
            }
        }
        self.finish_token_path(&mut path, line);
    }

    fn finish_token_path(&mut self, path: &mut Segments, line: usize) {
        if path.len() > 1 {
            self.refer(std::mem::take(path), line);
        }
        path.clear();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if attributes(item).iter().any(is_test) {
            return;
        }
        if let Some(path) = attributes(item).iter().find(|attribute| attribute.path().is_ident("path")) {
            let line = path.pound_token.spans[0].start().line;
            self.krate.problems.push(format!("{}:{line}: `#[path]` hides where a module stands", self.file));
        }
        match item {
            syn::Item::Mod(item) => return self.declare_module(item),
            syn::Item::Use(item) => {
                // `::name` is another crate.
                if item.leading_colon.is_none() {
                    self.import(&item.tree, &Vec::new());
                }
                return;
            }
            syn::Item::Const(item) => self.name(&item.ident, Name::Item),
            syn::Item::Enum(item) => self.name(&item.ident, Name::Item),
            syn::Item::Fn(item) => self.name(&item.sig.ident, Name::Item),
            syn::Item::Static(item) => self.name(&item.ident, Name::Item),
            syn::Item::Struct(item) => self.name(&item.ident, Name::Item),
            syn::Item::Trait(item) => self.name(&item.ident, Name::Item),
            syn::Item::Type(item) => self.name(&item.ident, Name::Item),
            syn::Item::Macro(syn::ItemMacro { ident: Some(ident), .. }) => self.name(ident, Name::Item),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let line = path.segments[0].ident.span().start().line;
            self.refer(path.segments.iter().map(|segment| segment.ident.to_string()).collect(), line);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.scan_tokens(call.tokens.clone());
    }

    // `pub(in crate::diff)` and `#[serde(…)]` import nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`, but not `#[cfg(not(test))]`.
fn is_test(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return attribute.path().is_ident("test") };
    let condition = list.tokens.to_string();
    attribute.path().is_ident("cfg")
        && !condition.contains("not")
        && condition.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "test")
}

fn child(module: &Segments, name: &str) -> Segments {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn parent(module: &Segments) -> Segments {
    module[..module.len().saturating_sub(1)].to_vec()
}

/// The folder in which the modules that `file` declares stand.
fn module_folder(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        name => format!("{folder}/{}", name.trim_end_matches(".rs")),
    }
}

/// The module of `src/` that a file belongs to: `diff` for `src/diff/x.rs` and `src/diff.rs`.
fn layer(file: &str) -> &str {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

fn forbidden(from: &str, to: &str) -> Option<String> {
    let (importer, imported) = (layer(from), layer(to));
    if importer == "lib" || importer == imported {
        return None;
    }
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == importer) else {
        return Some(format!("{importer} has no place in the table of tests/architecture.rs"));
    };
    if !allowed.contains(&imported) {
        return Some(format!("{importer} may not import {imported}"));
    }
    if CALLERS.contains(&importer) {
        return None;
    }
    let (_, results) = RESULT_TYPES.iter().find(|(name, _)| *name == imported)?;
    (!results.contains(&to))
        .then(|| format!("{importer} may import only the result types of {imported}, not {to}"))
}

/// The cycles among `imports`, each told once, beginning with its first file.
fn cycles(imports: &BTreeMap<String, BTreeMap<String, usize>>) -> Vec<String> {
    let mut told: BTreeSet<&String> = BTreeSet::new();
    let mut found = Vec::new();
    for start in imports.keys() {
        if told.contains(start) {
            continue;
        }
        let Some(cycle) = way_back(imports, start) else { continue };
        let steps: Vec<String> =
            cycle.windows(2).map(|step| format!("{}:{}", step[0], imports[step[0]][step[1]])).collect();
        found.push(format!("import cycle: {} → {start}", steps.join(" → ")));
        told.extend(cycle);
    }
    found
}

/// The shortest way from `start` over imports back to `start`, both ends included.
fn way_back<'a>(
    imports: &'a BTreeMap<String, BTreeMap<String, usize>>,
    start: &'a String,
) -> Option<Vec<&'a String>> {
    let mut reached: BTreeMap<&String, &String> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for next in imports.get(file).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut way = vec![start, file];
                while let Some(before) = reached.get(way[way.len() - 1]) {
                    way.push(before);
                }
                if file == start {
                    way.truncate(1);
                    way.push(start);
                }
                way.reverse();
                return Some(way);
            }
            if !reached.contains_key(next) {
                reached.insert(next, file);
                queue.push_back(next);
            }
        }
    }
    None
}

/// Everything that is wrong with the library and the program in `tree`.
fn check(tree: &Tree) -> Vec<String> {
    let library = Crate::read(tree, "src/lib.rs");
    let imports = library.imports();
    let mut problems = library.problems;
    for (from, targets) in &imports {
        for (to, line) in targets {
            problems.extend(forbidden(from, to).map(|problem| format!("{from}:{line}: {problem}")));
        }
    }
    problems.extend(cycles(&imports));
    // What the program may use of the library the compiler checks: it is a crate of its own.
    let program = "src/bin/recension/main.rs";
    if tree.contains_key(program) {
        let program = Crate::read(tree, program);
        problems.extend(cycles(&program.imports()));
        problems.extend(program.problems);
    }
    problems
}

fn read_folder(root: &FilePath, folder: &str, tree: &mut Tree) {
    for entry in std::fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read_folder(root, &path, tree);
        } else if path.ends_with(".rs") {
            tree.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn the_source_keeps_the_architecture() {
    let mut tree = Tree::new();
    read_folder(FilePath::new(env!("CARGO_MANIFEST_DIR")), "src", &mut tree);
    let problems = check(&tree);
    assert!(problems.is_empty(), "the architecture is broken:\n{}", problems.join("\n"));
}

mod the_check {
    //! The check itself, on small trees: it must fail where it should, with the exact message.

    use super::{Tree, check};

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, source)| ((*path).to_owned(), (*source).to_owned())).collect()
    }

    #[test]
    fn accepts_what_the_table_allows() {
        let tree = tree(&[
            ("src/lib.rs", "pub mod diff; pub mod model; pub mod report; pub mod text;"),
            ("src/text/mod.rs", "pub fn fold() {}"),
            ("src/model/mod.rs", "mod block; mod span; pub use block::Block; pub use span::Span;"),
            ("src/model/block.rs", "use super::Span; use crate::text; pub struct Block(Span);"),
            ("src/model/span.rs", "pub struct Span;"),
            ("src/diff/mod.rs", "mod result; pub use result::Change; pub fn compare() -> Change { Change }"),
            ("src/diff/result.rs", "use crate::model::{Block, Span}; pub struct Change;"),
            ("src/report/mod.rs", "use crate::diff::Change; use std::fmt; pub fn draw(_: Change) {}"),
        ]);
        assert_eq!(check(&tree), [""; 0]);
    }

    #[test]
    fn names_file_and_line_of_a_forbidden_import() {
        let source = "//! Head.\n\n\n\n\n\nuse crate::report::draw;\n";
        let tree = tree(&[
            ("src/lib.rs", "mod diff; mod report;"),
            ("src/diff/mod.rs", "mod x;"),
            ("src/diff/x.rs", source),
            ("src/report/mod.rs", "pub fn draw() {}"),
        ]);
        assert_eq!(check(&tree), ["src/diff/x.rs:7: diff may not import report"]);
    }

    #[test]
    fn sees_into_groups_expressions_and_macros() {
        let tree = tree(&[
            ("src/lib.rs", "mod diff; mod model; mod report; mod store; mod text;"),
            ("src/diff/mod.rs", "use crate::{\n    model::Block,\n    store::{self, Store as Shelf},\n};"),
            ("src/model/mod.rs", "pub struct Block;\nfn f() {\n    crate::report::draw();\n}"),
            ("src/text/mod.rs", "fn f() {\n    assert!(true, \"{}\", crate::model::Block::SIZE);\n}"),
            ("src/report/mod.rs", "pub fn draw() {}"),
            ("src/store/mod.rs", "pub struct Store;"),
        ]);
        assert_eq!(
            check(&tree),
            [
                "src/diff/mod.rs:3: diff may not import store",
                "src/model/mod.rs:3: model may not import report",
                "src/text/mod.rs:2: text may not import model",
            ]
        );
    }

    #[test]
    fn lets_renderers_see_result_types_alone() {
        let tree = tree(&[
            ("src/lib.rs", "mod diff; mod report;"),
            ("src/diff/mod.rs", "mod result; mod unit; pub use result::Change; pub use unit::find;"),
            ("src/diff/result.rs", "pub struct Change;"),
            ("src/diff/unit.rs", "pub fn find() {}"),
            ("src/report/mod.rs", "use crate::diff::Change;\nuse crate::diff::find;"),
        ]);
        let wanted =
            "src/report/mod.rs:2: report may import only the result types of diff, not src/diff/unit.rs";
        assert_eq!(check(&tree), [wanted]);
    }

    #[test]
    fn finds_a_cycle_through_several_files_and_a_re_export() {
        let tree = tree(&[
            ("src/lib.rs", "mod diff;"),
            ("src/diff/mod.rs", "mod a; mod b; mod c; pub use a::A;"),
            ("src/diff/a.rs", "use super::b::B;\npub struct A(B);"),
            ("src/diff/b.rs", "use super::{\n    c::C,\n};\npub struct B(C);"),
            ("src/diff/c.rs", "\n\nuse crate::diff::A;\npub struct C(A);"),
        ]);
        let wanted = "import cycle: src/diff/a.rs:1 → src/diff/b.rs:2 → src/diff/c.rs:3 → src/diff/a.rs";
        assert_eq!(check(&tree), [wanted]);
    }

    #[test]
    fn finds_a_child_that_imports_what_its_parent_defines() {
        let tree = tree(&[
            ("src/lib.rs", "mod formats;"),
            ("src/formats/mod.rs", "mod plain;\npub struct Format;\npub fn read() { plain::read(); }"),
            ("src/formats/plain.rs", "use super::Format;\npub fn read() {}"),
        ]);
        assert_eq!(
            check(&tree),
            ["import cycle: src/formats/mod.rs:3 → src/formats/plain.rs:1 → src/formats/mod.rs"]
        );
    }

    #[test]
    fn leaves_tests_out() {
        let tree = tree(&[
            ("src/lib.rs", "mod text; mod report;"),
            (
                "src/text/mod.rs",
                "#[cfg(test)] mod tests;\n#[cfg(test)]\nmod inline { use crate::report::draw; }",
            ),
            ("src/text/tests.rs", "use crate::report::draw;"),
            ("src/report/mod.rs", "pub fn draw() {}"),
        ]);
        assert_eq!(check(&tree), [""; 0]);
    }

    #[test]
    fn asks_for_a_place_for_every_module() {
        let tree = tree(&[
            ("src/lib.rs", "mod misc; mod text;"),
            ("src/misc.rs", "use crate::text::fold;"),
            ("src/text/mod.rs", "pub fn fold() {}"),
        ]);
        assert_eq!(check(&tree), ["src/misc.rs:1: misc has no place in the table of tests/architecture.rs"]);
    }

    #[test]
    fn looks_at_the_program_for_cycles_and_hidden_paths() {
        let tree = tree(&[
            ("src/lib.rs", ""),
            ("src/bin/recension/main.rs", "mod args;\nfn main() { args::parse(); }\npub struct Failure;"),
            ("src/bin/recension/args.rs", "use crate::Failure;\n#[path = \"../../lib.rs\"]\nmod library;"),
            ("src/bin/recension/args/library.rs", ""),
        ]);
        assert_eq!(
            check(&tree),
            [
                "import cycle: src/bin/recension/args.rs:1 → src/bin/recension/main.rs:2 → src/bin/recension/args.rs",
                "src/bin/recension/args.rs:2: `#[path]` hides where a module stands",
            ]
        );
    }
}
