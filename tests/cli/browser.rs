//! The HTML page in a real browser: it opens, filters, follows links, and runs nothing of a hostile text.
//! The tests need Chromium: `.ci/run` installs it and runs them, `cargo test` shows them as ignored.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper that fails fails its test")]
#![allow(clippy::print_stdout, reason = "measured times are shown with --nocapture")]

use crate::support::browser::Browser;
use assert_cmd::Command;
use serde_json::json;
use std::fmt::Write as _;
use std::path::PathBuf;
use tempfile::TempDir;

/// The page of two files.
fn page(folder: &TempDir, old: &str, new: &str) -> PathBuf {
    let file = folder.path().join("report.html");
    Command::cargo_bin("recension")
        .unwrap()
        .args(["diff", old, new, "--format", "html", "--output"])
        .arg(&file)
        .assert()
        .success();
    file
}

/// The page of two texts.
fn page_of(folder: &TempDir, old: &str, new: &str) -> PathBuf {
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("old.txt"), old).unwrap();
    std::fs::write(path("new.txt"), new).unwrap();
    page(folder, &path("old.txt"), &path("new.txt"))
}

fn roadmap(folder: &TempDir) -> PathBuf {
    page(folder, "fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.en.restored.txt")
}

/// Changes that are drawn.
const DRAWN: &str = "[...document.querySelectorAll('.change')].filter(c => c.offsetHeight > 0).length";

/// Elements whose content is wider than they are, by more than the padding of a mark that ends a line.
const CLIPPED: &str = "[...document.querySelectorAll('main *, header *, nav *')].filter(e => e.offsetHeight > 0 && \
                       !e.closest('.vh, .switch') && getComputedStyle(e).display != 'inline' && \
                       e.scrollWidth > e.clientWidth + 4).length";

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn the_roadmap_opens_filters_and_is_walked_through_by_keys() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    browser.open(&roadmap(&folder));
    assert_eq!(browser.js("document.title"), "Changes – Roadmap for a Renewed U.S.-Canada Partnership");
    assert_eq!(browser.js(DRAWN), 10);
    assert_eq!(browser.js("document.getElementById('shown').textContent"), "10 of 53 changes shown");

    browser.js("document.getElementById('show-cosmetic').click()");
    assert_eq!(browser.js(DRAWN), 53);
    browser.js("document.getElementById('show-renamed').click()");
    assert_eq!(browser.js(DRAWN), 52);
    browser.js("document.getElementById('show-renamed').click()");
    browser.press("c");
    browser.press("e");
    assert_eq!(browser.js(DRAWN), 7);
    browser.js("document.getElementById('show-unclear').click()");
    browser.js("document.getElementById('show-substantive').click()");
    assert_eq!(browser.js(DRAWN), 0);
    let left =
        "[...document.querySelectorAll('.group, .contents li')].filter(e => e.offsetHeight > 0).length";
    assert_eq!(browser.js(left), 0);
    assert_eq!(browser.js("document.getElementById('nothing').offsetHeight > 0"), true);
    browser.js("document.getElementById('show-unclear').click()");
    browser.js("document.getElementById('show-substantive').click()");
    browser.press("e");
    assert_eq!(browser.js(DRAWN), 10);

    let focused = "[...document.querySelectorAll('.change')].filter(c => c.offsetHeight > 0).indexOf(document.activeElement)";
    for (key, at) in [("n", 0), ("j", 1), ("n", 2), ("p", 1), ("k", 0)] {
        browser.press(key);
        assert_eq!(browser.js(focused), at, "{key}");
    }
    browser.press("v");
    assert_eq!(browser.js("document.querySelector('.change .sides').offsetHeight > 0"), true);
    browser.press("?");
    assert_eq!(browser.js("document.getElementById('help').open"), true);
    assert_eq!(browser.complaints(), Vec::<&serde_json::Value>::new());
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn it_fits_wide_and_narrow_windows() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let file = roadmap(&folder);
    for (width, dark) in [(1280, false), (1280, true), (390, false), (390, true)] {
        browser.resize(width, 900);
        let scheme = json!([{"name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" }}]);
        browser.call("Emulation.setEmulatedMedia", &json!({"features": scheme}));
        browser.open(&file);
        for view in ["view-inline", "view-sides"] {
            browser.js(&format!("document.getElementById('{view}').click()"));
            let overflow = "document.documentElement.scrollWidth - window.innerWidth";
            assert!(browser.js(overflow).as_i64().unwrap() <= 0, "{width} pixels");
            assert_eq!(browser.js(CLIPPED), 0, "{width} pixels");
        }
        let ground = browser.js("getComputedStyle(document.documentElement).backgroundColor");
        let first: u32 = ground.as_str().unwrap()[4..].split(',').next().unwrap().parse().unwrap();
        assert_eq!(first < 128, dark, "{ground}");
        let shot = browser.call("Page.captureScreenshot", &json!({"format": "png"}));
        assert!(shot["data"].as_str().unwrap().starts_with("iVBORw0KGgo"), "a PNG");
    }
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn a_moved_clause_is_followed_both_ways() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let moved =
        "The parties recognise the importance of the wetland near the northern border and its birds.\n";
    let (rivers, costs) = (
        "1. Rivers\n\nEach party shall keep the rivers clean and open for the people who live there.\n\nFactories must not discharge waste water into the rivers at any time.\n",
        "2. Costs\n\nEach party bears half of the costs of the commission in every year.\n\nThe minutes are public and are kept for ten years.\n",
    );
    let file =
        page_of(&folder, &format!("{rivers}\n{moved}\n{costs}"), &format!("{rivers}\n{costs}\n{moved}"));
    browser.open(&file);
    browser.js("document.querySelector('.away a').click()");
    assert_eq!(browser.js("document.querySelector(':target').className"), "change editorial moved");
    assert_eq!(browser.js("document.querySelector(':target') === document.activeElement"), true);
    browser.js("document.querySelector(':target .origin a').click()");
    assert_eq!(browser.js("document.querySelector(':target').className"), "away editorial moved");

    // A link to what is filtered away shows it.
    browser.press("e");
    assert_eq!(browser.js(DRAWN), 0);
    browser.js("location.hash = document.querySelector('.change').id");
    browser.js("new Promise(done => setTimeout(done, 50))");
    assert_eq!(browser.js(DRAWN), 1);
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn a_hostile_text_runs_nothing() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>window.owned = 1</script><img src=x onerror=\"window.owned = 1\"><svg onload='window.owned = 1'> \
                   \"'><a href=\"javascript:window.owned=1\">x</a> </style><style>body{display:none}</style> --> \
                   <iframe src=\"https://example.org\"></iframe> </noscript></p></article> \u{202e}evil";
    let new = format!(
        "<h1>{hostile}</h1>\n\nA clause that stays. {hostile}\n\nAnother one, which is new: {hostile}\n"
    );
    let file = page_of(&folder, "A clause that stays.\n", &new);
    browser.open(&file);
    assert_eq!(browser.js("typeof window.owned"), "undefined");
    assert_eq!(browser.js("document.scripts.length"), 1);
    assert_eq!(
        browser
            .js("document.querySelectorAll('img, svg, iframe, article style, article a[href^=java]').length"),
        0
    );
    assert_eq!(
        browser.js(
            "document.querySelector('.change').textContent.includes('<script>window.owned = 1</script>')"
        ),
        true
    );
    assert_eq!(browser.complaints(), Vec::<&serde_json::Value>::new());

    // Should a text ever get past the escaping, the policy holds.
    let planted = std::fs::read_to_string(&file).unwrap().replace(
        "<main",
        "<script>window.owned = 1</script><img src=x onerror=\"window.owned = 1\"><main onclick=\"window.owned = 1\"",
    );
    std::fs::write(&file, planted).unwrap();
    browser.open(&file);
    browser.js("document.querySelector('main').click()");
    assert_eq!(browser.js("document.scripts.length"), 2, "it was planted");
    assert_eq!(browser.js("typeof window.owned"), "undefined");
    assert!(!browser.complaints().is_empty(), "the browser says what it refused");
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn without_script_the_page_is_whole_and_its_controls_work() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    browser.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    browser.open(&roadmap(&folder));
    assert_eq!(browser.js("document.getElementById('shown').textContent"), "", "no script ran");
    assert_eq!(browser.js("document.getElementById('find-box').offsetHeight"), 0);
    assert_eq!(browser.js(DRAWN), 10);
    browser.js("document.getElementById('show-cosmetic').checked = true");
    assert_eq!(browser.js(DRAWN), 53);
    browser.js("document.getElementById('show-editorial').checked = false");
    browser.js("document.getElementById('show-unclear').checked = false");
    browser.js("document.getElementById('show-substantive').checked = false");
    assert_eq!(browser.js(DRAWN), 43);
    browser.js("document.getElementById('show-cosmetic').checked = false");
    let groups = "[...document.querySelectorAll('.group')].filter(g => g.offsetHeight > 0).length";
    assert_eq!(browser.js(groups), 0);
    browser.js("document.getElementById('show-editorial').checked = true");
    browser.js("document.getElementById('view-sides').checked = true");
    assert_eq!(browser.js("document.querySelector('.editorial .sides').offsetHeight > 0"), true);
}

/// Two texts of which 5,000 clauses differ.
fn five_thousand() -> (String, String) {
    let (mut old, mut new) = (String::new(), String::new());
    for at in 1..=5_000 {
        if at % 25 == 1 {
            let heading = format!("{}. Duties of year {at}\n\n", at / 25 + 1);
            old.push_str(&heading);
            new.push_str(&heading);
        }
        let clause =
            |year: usize| format!("Station {at} shall send sample {at} to office {} by {year}.\n\n", at * 7);
        write!(old, "{}", clause(2000)).unwrap();
        write!(new, "{}", clause(2001)).unwrap();
    }
    (old, new)
}

/// Prints how long a page of 5,000 changes takes, for `docs/performance.md`; times are not asserted.
#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn five_thousand_changes_are_filtered() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = five_thousand();
    let file = page_of(&folder, &old, &new);
    println!("page: {} kB", std::fs::metadata(&file).unwrap().len() / 1_000);
    // The first page of a browser pays for its start.
    for _ in 0..2 {
        browser.open(&file);
    }
    let painted = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(Math.round(\
                   performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)), 100)))";
    println!("first paint: {} ms", browser.js(painted));
    let loaded = "Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)";
    println!("loaded: {} ms", browser.js(loaded));
    assert_eq!(browser.js("document.querySelectorAll('.change').length"), 5_000);
    let mut timed = |what: &str, act: &str| {
        let took = browser.js(&format!(
            "(() => {{ const begun = performance.now(); {act}; document.body.offsetHeight; \
             return Math.round(performance.now() - begun) }})()"
        ));
        println!("{what}: {took} ms");
        browser.js("document.getElementById('shown').textContent").as_str().unwrap().to_owned()
    };
    let click = |id: &str| format!("document.getElementById('{id}').click()");
    let find = |words: &str| {
        format!(
            "document.getElementById('find').value = '{words}'; document.getElementById('find').dispatchEvent(new Event('input'))"
        )
    };
    assert_eq!(timed("substantive off", &click("show-substantive")), "0 of 5000 changes shown");
    assert_eq!(timed("substantive on", &click("show-substantive")), "5000 of 5000 changes shown");
    timed("side by side", &click("view-sides"));
    timed("inline", &click("view-inline"));
    assert_eq!(timed("first search", &find("Station 77 shall")), "1 of 5000 changes shown");
    assert_eq!(timed("second search", &find("station 12")), "111 of 5000 changes shown");
    assert_eq!(timed("search cleared", &find("")), "5000 of 5000 changes shown");
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn changes_are_found_by_words_and_by_rules() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let file = page(&folder, "fixtures/roadmap/roadmap.en.restored.txt", "fixtures/roadmap/amendment.en.txt");
    browser.open(&file);
    let all = browser.js(DRAWN).as_i64().unwrap();
    browser.press("/");
    assert_eq!(browser.js("document.activeElement.id"), "find");
    // Keys are letters while one types.
    browser.call("Input.insertText", &json!({"text": "ARCTIC national"}));
    assert_eq!(browser.js(DRAWN), 1);
    browser.js("document.activeElement.value = 'no such words'; document.activeElement.dispatchEvent(new Event('input'))");
    assert_eq!(browser.js("document.getElementById('nothing').offsetHeight > 0"), true);
    browser.js("document.activeElement.value = ''; document.activeElement.dispatchEvent(new Event('input'))");
    assert_eq!(browser.js(DRAWN), all);

    let choose = |rule: &str| {
        format!(
            "document.getElementById('rule').value = '{rule}'; document.getElementById('rule').dispatchEvent(new Event('change', {{bubbles: true}}))"
        )
    };
    browser.js(&choose("negation-added"));
    assert_eq!(browser.js(DRAWN), 2);
    let shown = "[...document.querySelectorAll('.change')].find(c => c.offsetHeight > 0).textContent";
    assert!(browser.js(shown).as_str().unwrap().contains("no"));
    // What a link leads to is shown, whatever was looked for.
    browser.js("document.querySelector('.substance a').click()");
    browser.js("new Promise(done => setTimeout(done, 50))");
    assert_eq!(browser.js(DRAWN), all);
    assert_eq!(browser.complaints(), Vec::<&serde_json::Value>::new());
}

/// Where `.ci/run` puts axe-core.
const AXE: &str = "target/axe/node_modules/axe-core/axe.min.js";

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn axe_finds_nothing_to_complain_of() {
    let mut browser = Browser::start();
    let axe = std::fs::read_to_string(AXE)
        .expect("axe-core is installed: `npm install --prefix target/axe axe-core@4`");
    let folder = tempfile::tempdir().unwrap();
    let amended = "fixtures/roadmap/amendment.en.txt";
    let pages = [
        page(&folder, "fixtures/roadmap/roadmap.en.restored.txt", amended),
        translation_page(&folder, "fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.zh.txt"),
    ];
    // The policy of the page would keep its inspector out as well.
    browser.call("Page.setBypassCSP", &json!({"enabled": true}));
    for file in pages {
        for (width, scheme) in [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")] {
            browser.resize(width, 900);
            let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.call("Emulation.setEmulatedMedia", &media);
            browser.open(&file);
            browser.js("for (const id of ['show-cosmetic', 'show-quiet', 'view-sides']) document.getElementById(id)?.click()");
            browser.js(&format!("{axe}; 0"));
            let found = browser
                .js("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(\
                 found => found.id + ': ' + found.nodes.slice(0, 3).map(node => node.html).join(' ')))");
            assert_eq!(found, json!([]), "{width} pixels, {scheme}");
        }
    }
}

/// The page of a text and its translation.
fn translation_page(folder: &TempDir, source: &str, target: &str) -> PathBuf {
    let file = folder.path().join("translation.html");
    Command::cargo_bin("recension")
        .unwrap()
        .args(["translation", source, target, "--format", "html", "--output"])
        .arg(&file)
        .assert()
        .success();
    file
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn the_translation_of_the_roadmap_opens_and_filters() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let file =
        translation_page(&folder, "fixtures/roadmap/roadmap.en.txt", "fixtures/roadmap/roadmap.zh.txt");
    browser.open(&file);
    let all = browser.js("document.querySelectorAll('.change').length").as_i64().unwrap();
    let found = browser.js("document.querySelectorAll('.change.found').length").as_i64().unwrap();
    assert!(found > 10 && all > found + 20, "{found} of {all}");
    assert_eq!(browser.js(DRAWN), found);
    browser.press("t");
    assert_eq!(browser.js(DRAWN), all);
    browser.press("t");
    // A clause that is cut off and lacks a sentence stays while one of the two is shown.
    let both = "[...document.querySelectorAll('[data-any]')].filter(c => c.dataset.any.includes(' ')).length";
    let only = |kind: &str| format!("document.querySelectorAll('.only-{kind}').length");
    let untranslated = browser.js(&only("untranslated")).as_i64().unwrap();
    browser.js("document.getElementById('show-untranslated').click()");
    assert_eq!(browser.js(DRAWN), found - untranslated);
    assert!(browser.js(both).as_i64().unwrap() >= 0);
    browser.js("document.getElementById('show-untranslated').click()");
    assert!(browser.js("document.querySelectorAll('mark').length").as_i64().unwrap() > 0);
    assert_eq!(browser.js("document.querySelector('.side:last-child .text').lang"), "zh");
    for width in [1280, 390] {
        browser.resize(width, 900);
        let overflow = "document.documentElement.scrollWidth - window.innerWidth";
        assert!(browser.js(overflow).as_i64().unwrap() <= 0, "{width} pixels");
        assert_eq!(browser.js(CLIPPED), 0, "{width} pixels");
        let shot = browser.call("Page.captureScreenshot", &json!({"format": "png"}));
        assert!(shot["data"].as_str().unwrap().starts_with("iVBORw0KGgo"), "a PNG");
    }
    assert_eq!(browser.complaints(), Vec::<&serde_json::Value>::new());
}

#[test]
#[ignore = "needs Chromium; .ci/run runs it"]
fn a_hostile_translation_runs_nothing() {
    let mut browser = Browser::start();
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>window.owned = 1</script><img src=x onerror=\"window.owned = 1\"></style></mark></article> 30";
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("a.txt"), format!("A clause for 30 days. {hostile}\n\nAnother: {hostile}\n"))
        .unwrap();
    std::fs::write(path("b.txt"), format!("A clause for 60 days. {hostile}\n")).unwrap();
    browser.open(&translation_page(&folder, &path("a.txt"), &path("b.txt")));
    assert_eq!(browser.js("typeof window.owned"), "undefined");
    assert_eq!(browser.js("document.scripts.length"), 1);
    assert_eq!(browser.js("document.querySelectorAll('img').length"), 0);
    let shown =
        "document.querySelector('.change .text').textContent.includes('<script>window.owned = 1</script>')";
    assert_eq!(browser.js(shown), true);
    assert_eq!(browser.complaints(), Vec::<&serde_json::Value>::new());
}
