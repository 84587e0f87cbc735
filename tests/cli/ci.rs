//! The action, the template for GitLab and the hook: their own scripts run on real repositories, made of the examples, with
//! a `gh` and a `curl` that keep comments in a file and record how they were called.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::support::steps::{self, Step};
use crate::support::store::{Place, hermetic};
use serde_json::json;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// Keeps the comments of one pull request in `comments.json`, as the forge would.
const GH: &str = r#"#!/bin/sh
printf '%s\n' "$*" >> "$FAKE/calls"
if [ -e "$FAKE/refuse" ]; then echo "HTTP 403" >&2; exit 1; fi
filter=""; body=""; method=GET; path=""
while [ $# -gt 0 ]; do
  case "$1" in
    --jq) filter="$2"; shift ;;
    --method) method="$2"; shift ;;
    --field) body="${2#body=@}"; shift ;;
    repos/*) path="$1" ;;
  esac
  shift
done
case "$method" in
  GET) jq -r "$filter" "$FAKE/comments.json" ;;
  POST) jq --rawfile body "$body" '. + [{id: (100 + length), user: {login: "github-actions[bot]"}, body: $body}]' \
    "$FAKE/comments.json" > "$FAKE/new" && mv "$FAKE/new" "$FAKE/comments.json" ;;
  PATCH) jq --rawfile body "$body" --argjson id "${path##*/}" 'map(if .id == $id then .body = $body else . end)' \
    "$FAKE/comments.json" > "$FAKE/new" && mv "$FAKE/new" "$FAKE/comments.json" ;;
esac
"#;

/// The same for notes of a merge request.
const CURL: &str = r#"#!/bin/sh
printf '%s\n' "$*" >> "$FAKE/calls"
method=GET; body=""; url=""; out=""
while [ $# -gt 0 ]; do
  case "$1" in
    --request) method="$2"; shift ;;
    --data-urlencode) body="${2#body@}"; shift ;;
    --header) grep -q "PRIVATE-TOKEN: secret-token" "${2#@}" || exit 22; shift ;;
    --output) out="$2"; shift ;;
    http*) url="$1" ;;
  esac
  shift
done
case "$method $url" in
  "GET "*/user) echo '{"id": 7}' ;;
  "GET "*page=1*) cat "$FAKE/comments.json" ;;
  "GET "*) echo '[]' ;;
  POST*) jq --rawfile body "$body" '. + [{id: (100 + length), author: {id: 7}, body: $body}]' \
    "$FAKE/comments.json" > "$FAKE/new" && mv "$FAKE/new" "$FAKE/comments.json" ;;
  PUT*) jq --rawfile body "$body" --argjson id "${url##*/}" 'map(if .id == $id then .body = $body else . end)' \
    "$FAKE/comments.json" > "$FAKE/new" && mv "$FAKE/new" "$FAKE/comments.json" ;;
esac
"#;

/// A repository made of an example, the program and the fakes on its path.
struct Forge {
    place: Place,
    fake: PathBuf,
}

impl Forge {
    /// The example on `main`; the current branch is the pull request's. The
    /// fakes need `jq`.
    fn of(example: &str) -> Self {
        let place = Place::empty();
        let fake = place.home().join("fake");
        let bin = fake.join("bin");
        std::fs::create_dir_all(&bin).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_recension"), bin.join("recension")).unwrap();
        for (name, script) in [("gh", GH), ("curl", CURL)] {
            std::fs::write(bin.join(name), script).unwrap();
            std::fs::set_permissions(bin.join(name), std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        std::fs::write(fake.join("comments.json"), "[]").unwrap();
        std::fs::write(fake.join("calls"), "").unwrap();
        std::fs::create_dir(fake.join("tmp")).unwrap();
        copy(&root().join("examples").join(example), &place.path);
        place.git(&["init", "-q", "-b", "main"]);
        place.git(&["add", "-A"]);
        place.commit("The texts");
        place.git(&["update-ref", "refs/remotes/origin/main", "main"]);
        place.git(&["checkout", "-q", "-b", "pull-request"]);
        Self { place, fake }
    }

    fn edit(&self, from: &str, to: &str) {
        let text = self.place.read("docs/privacy.md");
        assert!(text.contains(from));
        self.place.write("docs/privacy.md", &text.replace(from, to));
        self.place.git(&["add", "-A"]);
        self.place.commit("A change");
    }

    fn sha(&self, revision: &str) -> String {
        self.place.git(&["rev-parse", revision]).trim().to_owned()
    }

    fn shell(&self, shell: &str, script: &str, env: &BTreeMap<String, String>) -> Output {
        let path = std::env::var("PATH").unwrap();
        let mut command = hermetic(shell, self.place.home());
        command.current_dir(&self.place.path).args(["-c", script]);
        command.env("PATH", format!("{}:{path}", self.fake.join("bin").display())).env("FAKE", &self.fake);
        command.env("RUNNER_TEMP", self.fake.join("tmp")).env("TMPDIR", self.fake.join("tmp"));
        command.env("GITHUB_WORKSPACE", &self.place.path).env("CI_PROJECT_DIR", &self.place.path);
        command.env("GITHUB_SERVER_URL", "https://github.com").env("GITHUB_RUN_ID", "77");
        command
            .env("GITHUB_OUTPUT", self.fake.join("output"))
            .env("GITHUB_STEP_SUMMARY", self.fake.join("summary"));
        command.env("GITHUB_REPOSITORY", "o/r").envs(env).output().unwrap()
    }

    /// Runs a step of the action with these values for its inputs; every other variable is what its input defaults to.
    fn step(&self, name: &str, given: &[(&str, &str)]) -> Output {
        let step = step(name);
        let mut env: BTreeMap<String, String> =
            step.env.keys().map(|key| (key.clone(), String::new())).collect();
        env.insert("SUMMARY".into(), "true".into());
        env.insert("AUTHOR".into(), "github-actions[bot]".into());
        env.insert("NUMBER".into(), "12".into());
        env.insert("DEFAULT_BRANCH".into(), "main".into());
        for (key, value) in [
            ("EVENT", "pull_request"),
            ("TARGET", "main"),
            ("JOB", "Policy texts/check"),
            ("SETTINGS_FROM", "base"),
            ("ACCEPTED_FROM", "base"),
            ("BRANCH", "main"),
            ("SYSTEM", "none"),
            ("SOURCE", root().to_str().unwrap()),
        ] {
            env.insert(key.into(), value.into());
        }
        env.insert("EVENT_HEAD".into(), self.sha("HEAD"));
        if name == "Check the texts" {
            self.program();
        }
        for (key, value) in given {
            assert!(env.contains_key(*key), "{name} has no variable {key}");
            env.insert((*key).into(), (*value).into());
        }
        self.shell("bash", &step.run, &env)
    }

    /// Puts the program where the step before would have put it.
    fn program(&self) {
        let bin = self.fake.join("tmp/recension-bin/bin");
        std::fs::create_dir_all(&bin).unwrap();
        let _ = std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_recension"), bin.join("recension"));
    }

    fn output(&self, key: &str) -> String {
        let outputs = std::fs::read_to_string(self.fake.join("output")).unwrap();
        let found = outputs.lines().rev().find_map(|line| line.strip_prefix(&format!("{key}=")));
        found.unwrap().to_owned()
    }

    fn comments(&self) -> Vec<serde_json::Value> {
        serde_json::from_str(&std::fs::read_to_string(self.fake.join("comments.json")).unwrap()).unwrap()
    }

    fn calls(&self) -> String {
        std::fs::read_to_string(self.fake.join("calls")).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn step(name: &str) -> Step {
    let mut steps = steps::action(&file("action.yml"));
    let at = steps.iter().position(|step| step.name == name).unwrap();
    steps.swap_remove(at)
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What the workflow of the example asks for.
fn fail_on() -> String {
    steps::value(&file("examples/github/.github/workflows/policy.yml"), "fail-on").to_owned()
}

#[test]
fn no_input_is_part_of_a_script() {
    let action = file("action.yml");
    let steps = steps::action(&action);
    assert_eq!(steps.len(), action.matches("run: |").count());
    for step in &steps {
        assert!(!step.run.contains("${{"), "{}", step.name);
        assert!(
            step.run.starts_with("set -euo pipefail\n") || step.run.lines().count() == 1,
            "{}",
            step.name
        );
    }
    // Every input is used, and every one that is used is there.
    let declared = action.split("\noutputs:").next().unwrap().split("\ninputs:").nth(1).unwrap();
    let declared: Vec<&str> = declared
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.trim().trim_end_matches(':'))
        .collect();
    for input in &declared {
        assert!(action.contains(&format!("inputs.{input} ")), "{input} is not used");
    }
    for (at, _) in action.match_indices("inputs.") {
        let name: String =
            action[at + 7..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        assert!(declared.contains(&name.as_str()), "{name} is no input");
    }
}

#[test]
#[ignore = "needs jq; .ci/run runs it"]
fn a_pull_request_has_one_comment_and_a_verdict() {
    let forge = Forge::of("github");
    forge.edit("30 days", "60 days");
    let fail_on = fail_on();
    let check = forge.step("Check the texts", &[("PATHS", "docs\n"), ("FAIL_ON", &fail_on)]);
    assert!(check.status.success(), "{}", err(&check));
    assert_eq!((forge.output("verdict").as_str(), forge.output("code").as_str()), ("failed", "1"));
    let readme = file("examples/github/README.md");
    let annotation = out(&check).lines().next().unwrap().to_owned();
    assert!(readme.contains(&annotation), "the README of the example does not show\n{annotation}");
    let report = forge.output("report");
    let shown = std::fs::read_to_string(&report).unwrap();
    assert!(readme.contains(shown.lines().nth(1).unwrap()), "{shown}");
    assert_eq!(std::fs::read_to_string(forge.fake.join("summary")).unwrap(), shown);

    // Somebody else's comment with the marker is not taken for ours.
    let marker = shown.lines().next().unwrap().to_owned();
    let foreign = json!([{"id": 5, "user": {"login": "mallory"}, "body": format!("{marker}\nlies")}]);
    std::fs::write(forge.fake.join("comments.json"), foreign.to_string()).unwrap();
    assert!(forge.step("Update the comment", &[("REPORT", &report)]).status.success());
    forge.edit("March 1, 2024", "May 5, 2024");
    // The same job with the same paths: the key of the comment is made of them.
    assert!(forge.step("Check the texts", &[("PATHS", "docs\n"), ("FAIL_ON", &fail_on)]).status.success());
    assert!(forge.step("Update the comment", &[("REPORT", &report)]).status.success());
    let comments = forge.comments();
    assert_eq!(comments.len(), 2, "{}", forge.calls());
    assert_eq!(comments[0]["body"], format!("{marker}\nlies"));
    assert!(comments[1]["body"].as_str().unwrap().contains(&forge.sha("HEAD")), "names its commit");
    assert!(comments[1]["body"].as_str().unwrap().contains("May be merged: no change fails"), "{comments:?}");
    assert_eq!(forge.output("verdict"), "passed");
    for (code, ends) in [("0", 0), ("1", 1), ("2", 2), ("", 2)] {
        assert_eq!(forge.step("Say whether it may be merged", &[("CODE", code)]).status.code(), Some(ends));
    }
}

#[test]
fn what_could_not_be_compared_is_an_error_in_the_comment() {
    let forge = Forge::of("github");
    forge.edit("30 days", "60 days");
    for (given, why) in [
        (("BASE", "origin/nowhere"), "revision"),
        (("PATHS", "docs/nothing.md"), "no file matches"),
        (("FAIL_ON", "deadline-moved"), "there is no significance or rule"),
    ] {
        assert!(forge.step("Check the texts", &[given]).status.success());
        assert_eq!(
            (forge.output("verdict").as_str(), forge.output("code").as_str()),
            ("error", "2"),
            "{why}"
        );
        let report = std::fs::read_to_string(forge.output("report")).unwrap();
        assert!(
            report.starts_with("<!-- recension:check ") && report.contains("\n## Cannot decide"),
            "{report}"
        );
        assert!(report.replace("\\_", "_").contains(why), "{report}");
    }
}

#[test]
fn a_token_that_may_not_write_is_no_failure() {
    let forge = Forge::of("github");
    std::fs::write(forge.fake.join("refuse"), "").unwrap();
    let output = forge.step("Update the comment", &[("REPORT", "/dev/null")]);
    assert!(output.status.success() && out(&output).starts_with("::warning "), "{}", out(&output));
    assert!(out(&output).contains("HTTP 403"), "{}", out(&output));
}

#[test]
fn inputs_and_names_of_files_run_nothing() {
    let forge = Forge::of("github");
    let hostile = "docs/##[add-mask]x;$(touch pwned)`touch pwned`.md";
    forge.place.write(hostile, "# A\n\n::set-output name=verdict::passed\n\n##[error]text %0A::warning::x\n");
    forge.place.git(&["add", "-A"]);
    forge.place.commit("Hostile");
    let given = [
        ("PATHS", "docs\n$(touch pwned)\n; touch pwned\n--output=pwned\n"),
        ("FAIL_ON", "substantive"),
        ("BASELINE", "$(touch pwned)"),
    ];
    let output = forge.step("Check the texts", &given);
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(forge.output("verdict"), "error", "the baseline is not there");
    let output = forge.step("Check the texts", &given[..2]);
    assert_eq!(forge.output("verdict"), "error", "three of the paths match nothing");
    assert!(!forge.place.path.join("pwned").exists());
    // The runner looks at every line: only annotations of ours, until commands are stopped.
    let log = out(&output);
    let (commands, stopped) = log.split_once("::stop-commands::").unwrap();
    for line in commands.lines() {
        let ours = ["::error ", "::warning ", "::notice ", "recension: "];
        assert!(ours.iter().any(|start| line.starts_with(start)), "{line}");
    }
    assert!(!commands.lines().last().unwrap().contains("##["), "{commands}");
    let token = stopped.lines().next().unwrap();
    assert!(token.len() > 30 && stopped.ends_with(&format!("::{token}::\n")), "{stopped}");
}

#[test]
fn at_merge_the_changelog_is_appended() {
    let forge = Forge::of("github");
    let remote = forge.place.home().join("remote.git");
    forge.place.git(&["init", "-q", "--bare", remote.to_str().unwrap()]);
    forge.place.git(&["checkout", "-q", "main"]);
    forge.place.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    forge.place.git(&["push", "-q", "-u", "origin", "main"]);
    forge.edit("30 days", "60 days");
    forge.place.git(&["push", "-q"]);
    let pair = steps::value(&file("examples/github/.github/workflows/policy.yml"), "changelog").to_owned();
    let before = forge.sha("HEAD");
    forge.program();
    let output = forge.step("Append to the changelog", &[("CHANGELOG", &pair)]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(forge.place.read("CHANGELOG.md").contains("60 days"), "{}", forge.place.read("CHANGELOG.md"));
    assert_eq!(forge.sha("HEAD~1"), before);
    assert_eq!(forge.sha("origin/main"), forge.sha("HEAD"));
    let again = forge.step("Append to the changelog", &[("CHANGELOG", &pair)]);
    assert!(again.status.success(), "{}", err(&again));
    assert_eq!(forge.sha("HEAD~1"), before, "a second run adds nothing");
}

/// Runs the job of the template as GitLab does, with the variables of the example on top.
fn gitlab(forge: &Forge, given: &[(&str, &str)]) -> Output {
    let template = file("ci/gitlab/recension.gitlab-ci.yml");
    let example = file("examples/gitlab/.gitlab-ci.yml");
    let mut env: BTreeMap<String, String> = BTreeMap::new();
    for name in ["RECENSION_PATHS", "RECENSION_FAIL_ON", "RECENSION_SOURCE", "RECENSION_ACCEPTED_FROM"] {
        env.insert(name.into(), steps::value(&example, name).to_owned());
    }
    for name in ["RECENSION_BASELINE", "RECENSION_NOTE_KEY", "RECENSION_REVISION"] {
        env.insert(name.into(), String::new());
    }
    env.insert("RECENSION_SETTINGS_FROM".into(), "base".into());
    env.insert("CI_MERGE_REQUEST_TARGET_BRANCH_SHA".into(), forge.sha("main"));
    env.insert("CI_COMMIT_SHA".into(), forge.sha("HEAD"));
    env.insert("CI_JOB_NAME".into(), "recension".into());
    env.insert("CI_MERGE_REQUEST_PROJECT_ID".into(), "3".into());
    for (key, value) in [
        ("CI_API_V4_URL", "https://git.example.org/api/v4"),
        ("CI_PROJECT_ID", "999"),
        ("CI_MERGE_REQUEST_IID", "12"),
    ] {
        env.insert(key.into(), value.into());
    }
    env.extend(given.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    let script =
        format!("{}{}", steps::gitlab(&template, "before_script"), steps::gitlab(&template, "script"));
    forge.shell("sh", &script, &env)
}

#[test]
#[ignore = "needs jq; .ci/run runs it"]
fn a_merge_request_has_one_note_and_its_reports() {
    let forge = Forge::of("gitlab");
    forge.edit("30 days", "60 days");
    let token = ("RECENSION_TOKEN", "secret-token");
    let output = gitlab(&forge, &[token]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let headline = forge.place.read("recension.md").lines().nth(1).unwrap().to_owned();
    assert!(file("examples/gitlab/README.md").contains(&headline), "{headline}");
    assert!(forge.place.read("recension.xml").contains("<failure type=\"duration-changed\""));
    assert!(forge.place.read("gl-code-quality-report.json").contains("\"critical\""));
    assert!(forge.place.read("recension.sarif").contains("\"2.1.0\""));
    forge.edit("March 1, 2024", "May 5, 2024");
    assert_eq!(gitlab(&forge, &[token]).status.code(), Some(0));
    let comments = forge.comments();
    assert_eq!(comments.len(), 1, "{}", forge.calls());
    assert!(comments[0]["body"].as_str().unwrap().contains("May be merged: no change fails"));
    assert!(!forge.calls().contains("secret-token"), "the token is an argument");
    assert!(forge.calls().contains("/projects/3/") && !forge.calls().contains("/projects/999/"), "a fork's");
    // Without a token the job still says what it found.
    std::fs::write(forge.fake.join("calls"), "").unwrap();
    assert_eq!(gitlab(&forge, &[]).status.code(), Some(0));
    assert_eq!(forge.calls(), "");
    let broken =
        gitlab(&forge, &[("RECENSION_FAIL_ON", "nothing-such"), ("RECENSION_PATHS", "$(touch pwned)")]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(forge.place.read("recension.md").contains("Cannot decide"));
    assert!(!forge.place.path.join("pwned").exists());
}

#[test]
fn nothing_of_the_request_is_run() {
    let forge = Forge::of("github");
    let run = |text: &str| format!("#!/bin/sh\necho \"$0 {text}\" >> \"$FAKE/pwned\"\nexit 1\n");
    // What rustup, cargo and a careless PATH would take from the checkout.
    forge.place.write("rust-toolchain.toml", "[toolchain]\npath = \"/proc/self/cwd/evil\"\n");
    forge.place.write(".cargo/config.toml", "[build]\nrustc-wrapper = \"evil/bin/rustc\"\n");
    for program in ["evil/bin/cargo", "evil/bin/rustc", "evil/bin/gh", "evil/bin/recension"] {
        forge.place.write(program, &run(program));
        let file = forge.place.path.join(program);
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    // A cargo that says where it was called, and what.
    let cargo = "#!/bin/sh\nprintf '%s\\n' \"$PWD $*\" >> \"$FAKE/cargo\"\n";
    std::fs::write(forge.fake.join("bin/cargo"), cargo).unwrap();
    std::fs::set_permissions(forge.fake.join("bin/cargo"), std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::remove_file(forge.fake.join("bin/recension")).unwrap();
    let evil = forge.place.path.join("evil/bin");
    let path = format!("{}:evil/bin:{}:/usr/bin:/bin", evil.display(), forge.fake.join("bin").display());
    let env = |more: &[(&str, &str)]| {
        let all = [("PATH", path.as_str()), ("SOURCE", root().to_str().unwrap()), ("SYSTEM", "none")];
        let all = all.iter().chain(more).map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let keys = ["ACTION_REPOSITORY", "ACTION_REF", "PROGRAM_SHA256", "GH_TOKEN"];
        let mut env: BTreeMap<String, String> = keys.map(|key| (key.to_owned(), String::new())).into();
        env.extend(all);
        env
    };
    let script = step("Get the program").run;
    let output = forge.shell("bash", &script, &env(&[]));
    assert!(output.status.success(), "{}", err(&output));
    let called = std::fs::read_to_string(forge.fake.join("cargo")).unwrap();
    assert!(called.starts_with(&format!("{} install --locked", root().display())), "{called}");
    // The comment's step looks for `gh` in the same places.
    let comment = step("Update the comment");
    std::fs::write(forge.fake.join("tmp/report.md"), "<!-- recension:check x -->\n").unwrap();
    let report = forge.fake.join("tmp/report.md");
    let more = [("REPORT", report.to_str().unwrap()), ("NUMBER", "1"), ("AUTHOR", "a")];
    forge.shell("bash", &comment.run, &env(&more));
    assert!(!forge.fake.join("pwned").exists(), "{:?}", std::fs::read_to_string(forge.fake.join("pwned")));
    // With a digest, an archive that is another one is not run.
    std::fs::write(
        forge.fake.join("bin/gh"),
        "#!/bin/sh\necho other > recension-x86_64-unknown-linux-gnu.tar.gz\necho x > SHA256SUMS\n",
    )
    .unwrap();
    let wrong = "0".repeat(64);
    let more = [
        ("SYSTEM", "Linux-X64"),
        ("PROGRAM_SHA256", wrong.as_str()),
        ("ACTION_REPOSITORY", "o/r"),
        ("ACTION_REF", "v1"),
    ];
    let output = forge.shell("bash", &script, &env(&more));
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(out(&output).contains("not the expected one"), "{}", out(&output));
}

#[test]
fn planted_reports_are_removed_before_anything_can_fail() {
    let forge = Forge::of("github");
    let reports = [("SARIF", "recension.sarif"), ("JUNIT", "recension.xml"), ("JSON", "recension.json")];
    for (_, name) in reports {
        forge.place.write(name, "all is fine");
    }
    let output = forge.step("Remove planted reports", &reports);
    assert!(output.status.success(), "{}", err(&output));
    for (_, name) in reports {
        assert!(!forge.place.path.join(name).exists(), "{name}");
    }
    std::os::unix::fs::symlink(forge.place.home(), forge.place.path.join("out")).unwrap();
    let output = forge.step("Remove planted reports", &[("JUNIT", "out/recension.xml")]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    // GitLab uploads what lies at these paths, whatever made it.
    let forge = Forge::of("gitlab");
    let planted = ["recension.md", "recension.xml", "gl-code-quality-report.json", "recension.sarif"];
    for name in planted {
        forge.place.write(name, "all is fine");
    }
    forge.edit("30 days", "60 days");
    assert_eq!(gitlab(&forge, &[("RECENSION_FAIL_ON", "nothing-such")]).status.code(), Some(2));
    for name in planted {
        let there = std::fs::read_to_string(forge.place.path.join(name)).unwrap_or_default();
        assert!(!there.contains("all is fine"), "{name}");
    }
}

#[test]
fn the_base_is_the_target_as_it_is_under_its_full_name() {
    let forge = Forge::of("github");
    forge.edit("30 days", "60 days");
    forge.place.git(&["tag", "origin/main", "HEAD"]);
    let given = [("FAIL_ON", "substantive")];
    assert!(forge.step("Check the texts", &given).status.success());
    assert_eq!(forge.output("verdict"), "failed", "a tag is not the branch");
    // The files of the checkout are not what is judged.
    let text = forge.place.read("docs/privacy.md");
    forge.place.write("docs/privacy.md", &text.replace("60 days", "30 days"));
    assert!(forge.step("Check the texts", &given).status.success());
    assert_eq!(forge.output("verdict"), "failed");
    // Retargeted, the request is compared with its new target.
    forge.place.git(&["update-ref", "refs/remotes/origin/next", "HEAD"]);
    assert!(forge.step("Check the texts", &[given[0], ("TARGET", "next")]).status.success());
    assert_eq!(forge.output("verdict"), "passed");
    // A push elsewhere than to the default branch is compared with that, not with the push before.
    let head = forge.sha("HEAD");
    let push = [
        given[0],
        ("TARGET", ""),
        ("EVENT", "push"),
        ("PUSH_REF", "refs/heads/x"),
        ("PUSH_BASE", head.as_str()),
    ];
    assert!(forge.step("Check the texts", &push).status.success());
    assert_eq!(forge.output("verdict"), "failed");
}

#[test]
fn pull_request_target_needs_the_commit_to_check() {
    let forge = Forge::of("github");
    forge.edit("30 days", "60 days");
    let event = ("EVENT", "pull_request_target");
    let gate = ("FAIL_ON", "substantive");
    assert!(forge.step("Check the texts", &[event, gate]).status.success());
    assert_eq!(forge.output("verdict"), "error");
    let head = forge.sha("HEAD");
    forge.place.git(&["checkout", "-q", "main"]);
    assert!(forge.step("Check the texts", &[event, gate, ("HEAD", head.as_str())]).status.success());
    assert_eq!(forge.output("verdict"), "failed");
}

#[test]
fn every_action_of_others_is_pinned_by_commit() {
    let files = ["action.yml", "examples/github/.github/workflows/policy.yml", ".github/workflows/ci.yml"];
    for name in files.into_iter().chain([".github/workflows/release.yml"]) {
        for line in
            file(name).lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "))
        {
            let revision = line.split('@').nth(1).unwrap().split(' ').next().unwrap();
            let is_ours = line.starts_with("your-organisation/");
            assert!(is_ours || revision.len() == 40, "{name}: {line}");
        }
    }
}

#[test]
fn the_hook_looks_at_what_is_staged() {
    let forge = Forge::of("pre-commit");
    let hook = file(".pre-commit-hooks.yaml");
    let config = file("examples/pre-commit/.pre-commit-config.yaml");
    let id = steps::value(&hook, "- id");
    assert_eq!(steps::value(&config, "- id"), id);
    let condition = steps::value(&config, "args").split('\'').nth(1).unwrap().to_owned();
    let run = |env: &[(&str, &str)]| {
        let script = format!("{} --fail-on '{condition}' -- docs", steps::value(&hook, "entry"));
        let env = env.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        forge.shell("sh", &script, &env)
    };
    let text = forge.place.read("docs/privacy.md");
    forge.place.write("docs/privacy.md", &text.replace("30 days", "60 days"));
    assert_eq!(run(&[]).status.code(), Some(0), "nothing is staged");
    forge.place.git(&["add", "-A"]);
    forge.place.write("docs/privacy.md", &text);
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let answer = out(&output).lines().find(|line| line.starts_with("Do not merge")).unwrap().to_owned();
    assert!(file("examples/pre-commit/README.md").contains(&answer), "{answer}");
    // What is deleted, or gets another ending, is in no list of names that pre-commit makes.
    forge.place.git(&["reset", "-q", "--hard"]);
    forge.place.git(&["rm", "-q", "docs/privacy.md"]);
    let deleted = run(&[]);
    assert!(out(&deleted).contains("docs/privacy.md"), "{}", out(&deleted));
    forge.place.git(&["reset", "-q", "--hard"]);
    forge.place.write("docs/privacy.md", &text.replace("30 days", "60 days"));
    forge.place.git(&["add", "-A"]);
    forge.place.commit("Staged");
    assert_eq!(run(&[("PRE_COMMIT_FROM_REF", "main"), ("PRE_COMMIT_TO_REF", "HEAD")]).status.code(), Some(1));
}

#[test]
#[ignore = "needs shellcheck; .ci/run runs it"]
fn shellcheck_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let template = file("ci/gitlab/recension.gitlab-ci.yml");
    let mut scripts: Vec<(String, String)> =
        steps::action(&file("action.yml")).into_iter().map(|step| ("bash".to_owned(), step.run)).collect();
    for key in ["before_script", "script"] {
        scripts.push(("sh".to_owned(), steps::gitlab(&template, key)));
    }
    for (at, (shell, script)) in scripts.iter().enumerate() {
        let path = folder.path().join(at.to_string());
        std::fs::write(&path, script).unwrap();
        let output = Command::new("shellcheck").args(["--shell", shell]).arg(&path).output().unwrap();
        assert!(output.status.success(), "{}", out(&output));
    }
}
