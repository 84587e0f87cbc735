//! Names of places in the page: each is given once, and the same text gives the same name in every run.

use std::collections::HashMap;

/// The names given so far.
#[derive(Debug, Default)]
pub struct Anchors {
    given: HashMap<String, usize>,
}

impl Anchors {
    /// A name for this place, with `-2` and so on behind it where it is taken.
    pub fn take(&mut self, wanted: &str) -> String {
        let wanted = safe(wanted);
        let mut times = self.given.get(&wanted).copied().unwrap_or(0);
        let name = loop {
            times += 1;
            let name = if times == 1 { wanted.clone() } else { format!("{wanted}-{times}") };
            if times == 1 || !self.given.contains_key(&name) {
                break name;
            }
        };
        self.given.insert(wanted, times);
        self.given.entry(name.clone()).or_insert(1);
        name
    }

    /// The name, where it is still free: of several changes of one clause the first is where its link leads.
    pub fn first(&mut self, wanted: &str) -> Option<String> {
        let name = safe(wanted);
        if self.given.contains_key(&name) {
            return None;
        }
        self.given.insert(name.clone(), 1);
        Some(name)
    }
}

/// A name without characters that would need escaping in a link.
pub fn safe(wanted: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
    wanted.chars().take(80).map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn names_are_given_once() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.take("c-1 x"), "c-1_x");
        assert_eq!(anchors.take("c-1 x"), "c-1_x-2");
        assert_eq!(anchors.take("c-1_x-2"), "c-1_x-2-2");
        assert_eq!(anchors.first("c-1_x-2"), None);
        assert_eq!(anchors.first("new-s1"), Some("new-s1".to_owned()));
    }
}
