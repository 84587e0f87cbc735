//! Spells numbers out by the rules of CLDR (RBNF), as far as numbers below a thousand need them.

use serde_json::Value;
use std::collections::BTreeMap;

/// The rule sets of one language, by name.
pub struct Spellout {
    sets: BTreeMap<String, Vec<Rule>>,
}

struct Rule {
    base: u64,
    divisor: u64,
    text: String,
}

/// Rule sets that call each other deeper than this are broken.
const DEEPEST: usize = 16;

impl Spellout {
    /// Reads `rbnf/<tag>.json`.
    pub fn read(file: &Value) -> Self {
        let groups = file.pointer("/rbnf/rbnf").and_then(Value::as_object);
        let sets =
            groups.into_iter().flat_map(|groups| groups.values()).filter_map(Value::as_object).flatten();
        let rules = |list: &Value| list.as_array().into_iter().flatten().filter_map(rule).collect();
        Self { sets: sets.map(|(name, list)| (name.clone(), rules(list))).collect() }
    }

    /// The names of the rule sets that begin with `prefix`.
    pub fn named<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.sets.keys().map(String::as_str).filter(move |name| name.starts_with(prefix))
    }

    /// `number` in words by a rule set; `None` where its rules write digits.
    pub fn spell(&self, set: &str, number: u64) -> Option<String> {
        let spelled = self.by(set, number, 0)?;
        let plain: String = spelled.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}')).collect();
        Some(plain.trim().to_lowercase().replace('ʼ', "'"))
    }

    /// The words that stand for a power of ten in the rules of a set: `hundred`, `млн`.
    pub fn powers(&self, set: &str) -> Vec<(u32, String)> {
        let rules = self.sets.get(set).into_iter().flatten();
        let power =
            |rule: &&Rule| rule.divisor >= 100 && (rule.base == rule.divisor || rule.text.contains('←'));
        rules
            .filter(power)
            .flat_map(|rule| literals(&rule.text).map(|text| (rule.divisor.ilog10(), text)))
            .collect()
    }

    /// Whether a set multiplies hundreds (`two hundred`) rather than having a word for each.
    pub fn multiplies_hundreds(&self, set: &str) -> bool {
        self.sets.get(set).into_iter().flatten().any(|rule| rule.divisor == 100 && rule.text.contains('←'))
    }

    fn by(&self, set: &str, number: u64, depth: usize) -> Option<String> {
        let rules = self.sets.get(set).filter(|_| depth < DEEPEST)?;
        let at = rules.iter().rposition(|rule| rule.base <= number)?;
        let mut rule = rules.get(at)?;
        let both = rule.text.contains('←') && rule.text.contains('→');
        if both && number.is_multiple_of(rule.divisor) && !rule.base.is_multiple_of(rule.divisor) {
            rule = rules.get(at.checked_sub(1)?)?;
        }
        self.fill(set, &rule.text, number, rule.divisor, depth)
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one step of a rule")]
    fn fill(&self, set: &str, text: &str, number: u64, divisor: u64, depth: usize) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let inner = rest.get(c.len_utf8()..)?;
            match c {
                '[' => {
                    let (optional, behind) = inner.split_once(']')?;
                    if !number.is_multiple_of(divisor) {
                        let first = optional.split('|').next()?;
                        out.push_str(&self.fill(set, first, number, divisor, depth)?);
                    }
                    rest = behind;
                }
                '←' | '→' | '=' => {
                    let (name, behind) = inner.split_once(c)?;
                    let behind = behind.strip_prefix('→').unwrap_or(behind);
                    let part = match c {
                        '←' => number / divisor,
                        '→' => number % divisor,
                        _ => number,
                    };
                    let name = if name.is_empty() { set } else { name };
                    out.push_str(&self.by(name, part, depth + 1)?);
                    rest = behind;
                }
                '$' => {
                    let (plural, behind) = inner.split_once(")$")?;
                    out.push_str(plural_forms(plural).last()?);
                    rest = behind;
                }
                _ => {
                    out.push(c);
                    rest = inner;
                }
            }
        }
        Some(out)
    }
}

/// `["11000/1000", "←%x← אלף[ →→];"]`
fn rule(pair: &Value) -> Option<Rule> {
    let (base, text) = (pair.get(0)?.as_str()?, pair.get(1)?.as_str()?);
    let (base, radix) = base.split_once('/').unwrap_or((base, "10"));
    let (base, radix): (u64, u64) = (base.parse().ok()?, radix.parse().ok()?);
    let divisor = if base == 0 { 1 } else { radix.checked_pow(base.checked_ilog(radix)?)? };
    let text = text.trim_end_matches(';');
    Some(Rule { base, divisor, text: text.strip_prefix('\'').unwrap_or(text).to_owned() })
}

/// `cardinal,one{тысяча}few{тысячи}other{тысяч}`
fn plural_forms(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split('}').next())
}

/// What a rule writes beside its substitutions, each plural form by itself.
fn literals(text: &str) -> impl Iterator<Item = String> {
    let mut plain = String::new();
    let mut forms: Vec<String> = Vec::new();
    let mut inside: Option<char> = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (inside, c) {
            (Some(sign), c) if c == sign => inside = None,
            (Some(_), _) => {}
            (None, '[') => inside = Some(']'),
            (None, '←' | '→' | '=') => inside = Some(c),
            (None, '$') => {
                let plural: String = rest.by_ref().take_while(|c| *c != '$').collect();
                forms.extend(plural_forms(&plural).map(str::to_owned));
            }
            (None, '\u{ad}' | '\u{200b}') => {}
            (None, c) => plain.push(c),
        }
    }
    let plain = plain.trim().to_lowercase();
    if forms.is_empty() {
        forms.push(plain);
    }
    forms
        .into_iter()
        .map(|form| form.to_lowercase())
        .filter(|form| form.chars().count() > 1 && !form.contains([' ', '-']))
}
