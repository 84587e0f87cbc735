//! Writes `lang/<tag>/cldr.toml` from the packages of CLDR: number words, months, weekdays, units, currencies, scale
//! words, per cent, parts of the day, the sign before decimals.
//!
//! `cargo xtask language-data FOLDER`, where FOLDER holds the unpacked npm packages `cldr-rbnf`, `cldr-dates-full`,
//! `cldr-units-full` and `cldr-numbers-full`, each under its own name. What CLDR does not have, or has wrong for running
//! text, is written by hand in `facts.toml`.

mod rbnf;
mod table;

use crate::ROOT;
use rbnf::Spellout;
use serde_json::Value;
use std::error::Error;
use std::path::Path;
use table::{File, Table, clean};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The languages: tag of the folder, tag in CLDR, tag of the rules that spell numbers.
const LANGUAGES: [(&str, &str, &str); 45] = [
    ("ar", "ar", "ar"),
    ("be", "be", "be"),
    ("bg", "bg", "bg"),
    ("bn", "bn", "bn"),
    ("ca", "ca", "ca"),
    ("cs", "cs", "cs"),
    ("da", "da", "da"),
    ("de", "de", "de"),
    ("el", "el", "el"),
    ("en", "en", "en"),
    ("es", "es", "es"),
    ("et", "et", "et"),
    ("fa", "fa", "fa"),
    ("fi", "fi", "fi"),
    ("fr", "fr", "fr"),
    ("he", "he", "he"),
    ("hi", "hi", "hi"),
    ("hr", "hr", "hr"),
    ("hu", "hu", "hu"),
    ("id", "id", "id"),
    ("is", "is", "is"),
    ("it", "it", "it"),
    ("ja", "ja", "ja"),
    ("ko", "ko", "ko"),
    ("lt", "lt", "lt"),
    ("lv", "lv", "lv"),
    ("mk", "mk", "mk"),
    ("ms", "ms", "ms"),
    ("nb", "no", "no"),
    ("nl", "nl", "nl"),
    ("pl", "pl", "pl"),
    ("pt", "pt", "pt"),
    ("ro", "ro", "ro"),
    ("ru", "ru", "ru"),
    ("sk", "sk", "sk"),
    ("sl", "sl", "sl"),
    ("sr", "sr", "sr"),
    ("sv", "sv", "sv"),
    ("sw", "sw", "sw"),
    ("ta", "ta", "ta"),
    ("th", "th", "th"),
    ("tr", "tr", "tr"),
    ("uk", "uk", "uk"),
    ("vi", "vi", "vi"),
    ("zh", "zh", "zh"),
];

/// Languages that write numbers below a hundred as several words which do not simply add up.
const PHRASES: [&str; 9] = ["ar", "fa", "he", "id", "ko", "ms", "sw", "tr", "vi"];

/// Languages whose numbers the reader knows by their signs.
const BY_SIGNS: [&str; 2] = ["ja", "zh"];

const DURATIONS: [&str; 10] =
    ["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"];

const MEASURES: [&str; 33] = [
    "mass-tonne",
    "mass-kilogram",
    "mass-gram",
    "mass-milligram",
    "mass-microgram",
    "mass-pound",
    "mass-ounce",
    "length-kilometer",
    "length-meter",
    "length-centimeter",
    "length-millimeter",
    "length-mile",
    "length-yard",
    "length-foot",
    "length-inch",
    "area-square-kilometer",
    "area-square-meter",
    "area-hectare",
    "area-acre",
    "volume-cubic-meter",
    "volume-liter",
    "volume-milliliter",
    "volume-gallon",
    "digital-terabyte",
    "digital-gigabyte",
    "digital-megabyte",
    "digital-kilobyte",
    "temperature-celsius",
    "temperature-fahrenheit",
    "power-megawatt",
    "power-kilowatt",
    "energy-kilowatt-hour",
    "speed-kilometer-per-hour",
];

/// Numbers of deadlines, notices, ages and majorities.
const SAMPLES: [u64; 16] = [2, 3, 5, 7, 10, 12, 14, 15, 18, 21, 24, 30, 45, 60, 90, 120];

const CURRENCIES: [&str; 41] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "ISK",
    "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB", "UAH", "BYN", "ILS", "THB", "VND", "IDR", "MYR", "PHP",
    "SGD", "HKD", "TWD", "MXN", "BRL", "ARS", "ZAR", "SAR", "AED", "EGP", "RSD",
];

/// Signs that several currencies share: `lang/und/facts.toml` has them.
const SHARED_SIGNS: [&str; 5] = ["$", "¥", "£", "￥", "kr"];

/// Runs the tool.
pub fn run(arguments: &[String]) -> Result<()> {
    let folder = arguments.first().ok_or("name the folder that holds the packages of CLDR")?;
    let packages = Packages { folder: Path::new(folder) };
    let mut spelled = String::from(
        "# Numbers as CLDR spells them (Unicode License V3): language, number, words. Written by `cargo xtask language-data`.\n",
    );
    for (tag, locale, spellout) in LANGUAGES {
        let mut file = File::default();
        packages.numbers(tag, locale, spellout, &mut file)?;
        packages.dates(locale, &mut file)?;
        packages.units(tag, locale, &mut file)?;
        packages.money(locale, &mut file)?;
        let target = Path::new(ROOT).join("lang").join(tag);
        std::fs::create_dir_all(&target)?;
        std::fs::write(target.join("cldr.toml"), file.to_toml(tag))?;
        spelled.push_str(&packages.samples(tag, spellout)?);
    }
    std::fs::write(Path::new(ROOT).join("fixtures/facts/spelled.tsv"), spelled)?;
    Ok(())
}

struct Packages<'a> {
    folder: &'a Path,
}

impl Packages<'_> {
    fn json(&self, package: &str, path: &str) -> Result<Value> {
        let path = self.folder.join(package).join(path);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(serde_json::from_str(&text)?)
    }

    /// A file of `main/<locale>/`, from the node on that `pointer` names.
    fn main(&self, package: &str, locale: &str, file: &str, pointer: &str) -> Result<Value> {
        let mut file = self.json(package, &format!("main/{locale}/{file}.json"))?;
        let node = file.pointer_mut(&format!("/main/{locale}/{pointer}"));
        Ok(node.map_or(Value::Null, Value::take))
    }

    /// Numbers in words that the reader of facts must read back.
    fn samples(&self, tag: &str, spellout: &str) -> Result<String> {
        let Ok(rules) = self.json("cldr-rbnf", &format!("rbnf/{spellout}.json")) else {
            return Ok(String::new());
        };
        let spellout = Spellout::read(&rules);
        let sets: Vec<&str> =
            spellout.named("%spellout-cardinal").filter(|set| is_common(tag, set)).take(2).collect();
        let mut lines = std::collections::BTreeSet::new();
        for set in sets.into_iter().filter(|set| !set.contains("financial")) {
            for number in SAMPLES {
                lines.extend(spellout.spell(set, number).map(|words| (number, words)));
            }
        }
        Ok(lines.into_iter().map(|(number, words)| format!("{tag}\t{number}\t{words}\n")).collect())
    }

    fn numbers(&self, tag: &str, locale: &str, spellout: &str, file: &mut File) -> Result<()> {
        let numbers = self.main("cldr-numbers-full", locale, "numbers", "numbers")?;
        let decimal = numbers.pointer("/symbols-numberSystem-latn/decimal").and_then(Value::as_str);
        file.decimal_comma = decimal == Some(",");
        for length in ["long", "short"] {
            let formats =
                numbers.pointer(&format!("/decimalFormats-numberSystem-latn/{length}/decimalFormat"));
            for (kind, pattern) in formats.and_then(Value::as_object).into_iter().flatten() {
                scale(kind, pattern.as_str().unwrap_or_default(), &mut file.powers);
            }
        }
        let Ok(rules) = self.json("cldr-rbnf", &format!("rbnf/{spellout}.json")) else { return Ok(()) };
        if BY_SIGNS.contains(&tag) {
            return Ok(());
        }
        let spellout = Spellout::read(&rules);
        let sets = spellout.named("%spellout-cardinal").chain(spellout.named("%spellout-numbering"));
        for set in sets.filter(|set| is_common(tag, set)) {
            let multiplies = spellout.multiplies_hundreds(set);
            for (power, word) in
                spellout.powers(set).into_iter().filter(|(power, _)| *power > 2 || multiplies)
            {
                file.powers.add(&power.to_string(), &word);
            }
            let hundreds = (100..1000).step_by(100).filter(|_| !multiplies);
            for number in (0..100).chain(hundreds) {
                spelled(tag, &spellout, set, number, &mut file.numbers);
            }
        }
        for set in spellout.named("%spellout-ordinal") {
            for number in 1..=31 {
                spelled(tag, &spellout, set, number, &mut file.ordinals);
            }
        }
        Ok(())
    }

    fn dates(&self, locale: &str, file: &mut File) -> Result<()> {
        let calendar = self.main("cldr-dates-full", locale, "ca-gregorian", "dates/calendars/gregorian")?;
        for form in ["format", "stand-alone"] {
            for width in ["wide", "abbreviated"] {
                let months = calendar.pointer(&format!("/months/{form}/{width}"));
                for (month, name) in months.and_then(Value::as_object).into_iter().flatten() {
                    named(month, name, &mut file.months);
                }
                let days = calendar.pointer(&format!("/days/{form}/{width}"));
                let days = days.and_then(Value::as_object).into_iter().flatten();
                for (day, name) in days.filter(|_| width == "wide") {
                    let order = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
                    let Some(number) = order.iter().position(|other| other == day) else { continue };
                    named(&(number + 1).to_string(), name, &mut file.weekdays);
                }
                for part in ["am", "pm"] {
                    let name = calendar.pointer(&format!("/dayPeriods/{form}/{width}/{part}"));
                    name.into_iter().for_each(|name| file.day_periods.add_text(part, name));
                }
            }
        }
        Ok(())
    }

    fn units(&self, tag: &str, locale: &str, file: &mut File) -> Result<()> {
        let units = self.main("cldr-units-full", locale, "units", "units")?;
        for width in ["long", "short"] {
            for duration in DURATIONS {
                for (case, form) in forms(&units, width, &format!("duration-{duration}")) {
                    let is_dual = case.ends_with("two") && !form.contains("{0}");
                    let table = if is_dual { &mut file.duals } else { &mut file.units };
                    measure(duration, &form, table);
                }
            }
            for name in MEASURES {
                let unit = name.split_once('-').map_or(name, |(_, unit)| unit);
                for (_, form) in forms(&units, width, name) {
                    measure(unit, &form, &mut file.measures);
                }
            }
        }
        let percent =
            forms(&units, "long", "concentr-percent").into_iter().filter(|(case, _)| case != "displayName");
        for (_, form) in percent {
            let form = clean(&form.replace("{0}", ""));
            if !matches!(form.as_str(), "" | "%") && !file.percent.contains(&form) {
                file.percent.push(form);
            }
        }
        // A word that is a time is no measure.
        file.measures.remove_those_of(&file.units);
        if tag == "en" {
            file.measures.remove("in");
        }
        Ok(())
    }

    fn money(&self, locale: &str, file: &mut File) -> Result<()> {
        let currencies = self.main("cldr-numbers-full", locale, "currencies", "numbers/currencies")?;
        for code in CURRENCIES {
            let names = currencies.get(code).and_then(Value::as_object);
            for (key, name) in names.into_iter().flatten() {
                let text = name.as_str().unwrap_or_default();
                let sign = key.starts_with("symbol");
                if sign && (SHARED_SIGNS.contains(&text) || text == code || text.len() == 1) {
                    continue;
                }
                file.money.add(code, &clean(text));
            }
        }
        Ok(())
    }
}

/// `10000-count-few`, `00 tysiące`: the word stands for as many places as the zeros leave out.
fn scale(kind: &str, pattern: &str, powers: &mut Table) {
    let places = kind.chars().take_while(char::is_ascii_digit).count();
    let zeros = pattern.chars().filter(|c| *c == '0').count();
    let pattern = pattern.trim_matches(|c: char| matches!(c, '0' | ' ' | '\u{a0}')).replace(['\'', '.'], "");
    let word = clean(&pattern);
    let power = places.saturating_sub(zeros);
    // One letter (`K`, `M`) is an abbreviation of other things too.
    if power >= 3 && zeros > 0 && word.chars().count() > 1 && !word.contains(['¤', '0', ' ']) {
        powers.add(&power.to_string(), &word);
    }
}

/// Cases of Finnish that deadlines and amounts are written in: all fourteen in both numbers would be most of the file.
const FINNISH: [&str; 8] =
    ["", "genitive", "partitive", "illative", "inessive", "elative", "allative", "essive"];

/// Whether a rule set has the words of running text: not those of years, cheques and rare cases.
fn is_common(tag: &str, set: &str) -> bool {
    let case = set.strip_prefix("%spellout-cardinal").unwrap_or("").trim_start_matches('-');
    !set.contains("year") && !set.contains("verbose") && (tag != "fi" || FINNISH.contains(&case))
}

fn spelled(tag: &str, spellout: &Spellout, set: &str, number: u64, table: &mut Table) {
    let Some(word) = spellout.spell(set, number) else { return };
    let several = word.contains([' ', '-']);
    if !word.is_empty()
        && !word.contains(|c: char| c.is_ascii_digit())
        && (!several || PHRASES.contains(&tag))
    {
        table.add(&number.to_string(), &word.replace('-', " "));
    }
}

/// A name without digits.
fn named(key: &str, name: &Value, table: &mut Table) {
    let name = clean(name.as_str().unwrap_or_default());
    if name.len() > 2 && !name.contains(|c: char| c.is_numeric()) {
        table.add(key, &name);
    }
}

/// The patterns of a unit, each with its case: `genitive-count-few`, `{0} miesięcy`.
fn forms(units: &Value, width: &str, unit: &str) -> Vec<(String, String)> {
    let entries = units.pointer(&format!("/{width}/{unit}")).and_then(Value::as_object);
    let entries =
        entries.into_iter().flatten().filter(|(case, _)| case.contains("-count-") || *case == "displayName");
    entries.filter_map(|(case, form)| Some((case.clone(), form.as_str()?.to_owned()))).collect()
}

/// One letter means other things too, but `h`.
fn measure(unit: &str, pattern: &str, table: &mut Table) {
    let form = clean(&pattern.replace("{0}", ""));
    let letters = form.chars().count();
    let wide = form.chars().all(|c| !c.is_ascii());
    if (letters > 1 || form == "h" || wide && letters == 1)
        && !form.contains(|c: char| c.is_numeric() || c == '{')
    {
        table.add(unit, &form);
    }
}
