//! Whether indented lines are code, as CommonMark has it, or prose that a converter indented.

/// Signs that code is full of and prose is not.
const SIGNS: &[&str] =
    &["();", "{", "}", "=>", "==", "</", "::", "&&", "||", "+=", " = ", "->", "\\n", "$(", "#!/"];
/// Words that begin commands.
const COMMANDS: [&str; 14] =
    ["$", "%", "sudo", "npm", "git", "curl", "cd", "pip", "cargo", "docker", "import", "def", "var", "let"];

/// Whether most of the lines look like code.
#[must_use]
pub fn is_code(lines: &[&str]) -> bool {
    let text = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let (mut all, mut code) = (0usize, 0usize);
    for line in text {
        all += 1;
        code += usize::from(is_code_line(line));
    }
    2 * code >= all.max(1)
}

fn is_code_line(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let words =
        line.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let letters = line.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).count();
    /// Letters and spaces among ten characters of prose, at least.
    const PROSE: usize = 7;
    SIGNS.iter().any(|sign| line.contains(sign)) && !line.contains("](")
        || COMMANDS.contains(&first)
        || line.starts_with("//")
        || words == 0 && line.is_ascii()
        || 10 * letters < PROSE * line.chars().count()
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn code_and_prose() {
        assert!(is_code(&["    let x = call(1);", "    return x;"]));
        assert!(is_code(&["$ git clone https://example.org/x"]));
        assert!(is_code(&["{", "  \"a\": 1", "}"]));
        assert!(!is_code(&["    aa) die Daten, die", "        erhoben werden,"]));
        assert!(!is_code(&["   Example Inc.", "   12 Main Street", "   Springfield"]));
        assert!(!is_code(&["本规定自发布之日起施行。"]));
    }
}
