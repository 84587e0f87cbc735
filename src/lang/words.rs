//! The types of the tables that `build.rs` writes from `lang/<tag>/`.

/// Forms with what each means, sorted by form.
pub type Pairs<T> = &'static [(&'static str, T)];

/// What a form means.
#[must_use]
pub fn lookup<T: Copy>(pairs: Pairs<T>, form: &str) -> Option<T> {
    let at = pairs.binary_search_by(|(other, _)| (*other).cmp(form)).ok()?;
    pairs.get(at).map(|(_, meaning)| *meaning)
}

/// The forms that begin with a character.
#[must_use]
pub fn starting<T>(pairs: Pairs<T>, first: char) -> Pairs<T> {
    let of = |form: &str| form.chars().next();
    let from = pairs.partition_point(|(form, _)| of(form) < Some(first));
    let to = pairs.partition_point(|(form, _)| of(form) <= Some(first));
    pairs.get(from..to).unwrap_or_default()
}

type List = &'static [&'static str];

/// The words that rules look for. All in lower case; an entry that ends in an apostrophe is the head of a word (`n'`),
/// and `*` before or behind a word stands for any letters.
#[derive(Debug)]
pub struct RuleWords {
    /// What binds.
    pub must: List,
    /// What is advised.
    pub should: List,
    /// What is left open or allowed.
    pub may: List,
    /// What denies.
    pub negation: List,
    /// What takes something out: `unless`, `except`.
    pub exception: List,
    /// What makes something depend on something else: `if`, `provided that`.
    pub condition: List,
    /// What closes a group: `only`, `solely`.
    pub restriction: List,
    /// How many or how much: groups of words that mean the same.
    pub quantifiers: &'static [List],
    /// What joins the members of a list: groups of words that mean the same, `and`, `or`.
    pub connectives: &'static [List],
    /// Which comes first: groups of words that mean the same, `before`, `after`.
    pub sequence: &'static [List],
    /// Pairs of words that mean the opposite: `accept`, `reject`.
    pub opposites: &'static [List],
    /// How freely or how hard somebody acts: `at its sole discretion`, `best efforts`.
    pub discretion: List,
    /// Phrases that hold words of these lists and mean none of them: `including but not limited to`.
    pub neutral: List,
    /// Heads of words that deny the rest: `un`, `ir`.
    pub negative_prefixes: List,
    /// Ends of words that deny the rest: `siz`.
    pub negative_suffixes: List,
    /// Whether the language is written without spaces and its words are found anywhere in a run.
    pub unspaced: bool,
    /// What stands before the date of the last update.
    pub updated: List,
    /// What stands between a term and its definition.
    pub means: List,
    /// What stands before a term that a text gives a name to in passing: `(the “Service”)`.
    pub called: List,
    /// What says that a reference stays inside the text: `section 5 of this agreement`.
    pub this: List,
    /// Last words of names of companies and bodies: `inc`, `gmbh`, `公司`.
    pub party_endings: List,
    /// Whether common nouns begin with a capital letter.
    pub nouns_capitalised: bool,
}

impl RuleWords {
    /// No words.
    pub const NONE: Self = Self {
        must: &[],
        should: &[],
        may: &[],
        negation: &[],
        exception: &[],
        condition: &[],
        restriction: &[],
        quantifiers: &[],
        connectives: &[],
        sequence: &[],
        opposites: &[],
        discretion: &[],
        neutral: &[],
        negative_prefixes: &[],
        negative_suffixes: &[],
        unspaced: false,
        updated: &[],
        means: &[],
        called: &[],
        this: &[],
        party_endings: &[],
        nouns_capitalised: false,
    };
}

/// The words that facts are written with. In lower case; `*` behind a form stands for any ending.
#[derive(Debug)]
pub struct FactWords {
    /// Names of months and their number from 1.
    pub months: Pairs<u32>,
    /// Number words up to nine hundred.
    pub numbers: Pairs<u32>,
    /// Ordinal number words.
    pub ordinals: Pairs<u32>,
    /// Powers of ten: `million` is 6.
    pub powers: Pairs<u32>,
    /// Words between the parts of a number: `and`.
    pub joints: List,
    /// A joint that is written as one with what follows it: `و`.
    pub prefix: &'static str,
    /// Whether the parts of a number are written as one word.
    pub compounds: bool,
    /// Whether sixty and eighty go on up to nineteen, and four twenties are eighty.
    pub twenties: bool,
    /// Units of time and their English names.
    pub units: Pairs<&'static str>,
    /// Words for two of a unit of time.
    pub duals: Pairs<&'static str>,
    /// What happens once in a unit of time: `weekly`.
    pub frequencies: Pairs<&'static str>,
    /// Other units and their English names.
    pub measures: Pairs<&'static str>,
    /// Parts of a whole: `half` is `1/2`.
    pub fractions: Pairs<&'static str>,
    /// How often: `twice` is 2.
    pub times: Pairs<u32>,
    /// Names of the days of the week, Monday is 1.
    pub weekdays: Pairs<u32>,
    /// Halves of the day: `am`, `pm`.
    pub day_periods: Pairs<&'static str>,
    /// Whether decimals stand behind a comma.
    pub decimal_comma: bool,
    /// Per cent.
    pub percent: List,
    /// Per cent before the number: `yüzde 5`.
    pub percent_before: List,
    /// Tenths, which are ten per cent each.
    pub tenths: List,
    /// What a reference begins with.
    pub articles: List,
    /// Signs and words of money and their currency (ISO 4217), `any` where several share them.
    pub money: Pairs<&'static str>,
}

impl FactWords {
    /// No words.
    pub const NONE: Self = Self {
        months: &[],
        numbers: &[],
        ordinals: &[],
        powers: &[],
        joints: &[],
        prefix: "",
        compounds: false,
        twenties: false,
        units: &[],
        duals: &[],
        frequencies: &[],
        measures: &[],
        fractions: &[],
        times: &[],
        weekdays: &[],
        day_periods: &[],
        decimal_comma: false,
        percent: &[],
        percent_before: &[],
        tenths: &[],
        articles: &[],
        money: &[],
    };
}

/// The words by which a change is explained as one of style. All in lower case.
#[derive(Debug)]
pub struct StyleWords {
    /// Articles, auxiliaries, weak prepositions: they may come and go.
    pub function: List,
    /// Prepositions and particles of case: one for another says something else.
    pub prepositions: List,
    /// Adverbs and courtesies that carry no duty.
    pub fillers: List,
    /// Who speaks.
    pub first_person: List,
    /// Who is spoken to.
    pub second_person: List,
    /// What joins the items of an enumeration.
    pub joints: List,
    /// Words and phrases of the same meaning.
    pub synonyms: &'static [List],
    /// Abbreviations with what they stand for.
    pub abbreviations: &'static [List],
    /// What a line that states the date or version of the text begins with.
    pub dated: List,
}

impl StyleWords {
    /// No words.
    pub const NONE: Self = Self {
        function: &[],
        prepositions: &[],
        fillers: &[],
        first_person: &[],
        second_person: &[],
        joints: &[],
        synonyms: &[],
        abbreviations: &[],
        dated: &[],
    };
}
