//! A comment that is written within a number of characters: parts that do not fit are left out whole and named.

use crate::report::escape::markdown::safe;
use crate::report::wording::words::list;

/// Characters that are kept free for what is said of the parts that were left out.
const CUT: usize = 400;

/// A comment that is being written, and the characters that are left.
pub struct Comment {
    text: String,
    room: usize,
    max_length: usize,
    left_out: Vec<String>,
    /// Whether a list was cut: none that matters less may follow it.
    cut: bool,
}

impl Comment {
    /// A comment that begins with `head` and will end with `foot`.
    pub fn new(head: String, foot: &str, max_length: usize) -> Self {
        let room = max_length.saturating_sub(length(&head) + length(foot) + CUT);
        Self { text: head, room, max_length, left_out: Vec::new(), cut: false }
    }

    /// Adds a part where it takes no more than half of the room; else it is named among what was left out.
    pub fn part(&mut self, part: &str, name: &str) {
        if length(part) > self.room / 2 || !self.push(part) {
            self.left_out.push(name.to_owned());
        }
    }

    /// A list of things, section by section, under what so many of them are called; folded where it is asked for.
    /// Lists come in the order in which they matter: behind one that was cut no other begins.
    pub fn list<T>(
        &mut self,
        groups: &[(&str, Vec<T>)],
        called: fn(usize) -> String,
        folded: bool,
        item: impl Fn(&T) -> String,
    ) {
        let all: usize = groups.iter().map(|(_, things)| things.len()).sum();
        if all == 0 {
            return;
        }
        let title = called(all);
        let (open, close) = if folded {
            (format!("\n<details>\n<summary>{title}</summary>\n"), "\n</details>\n")
        } else {
            (format!("\n### {title}\n"), "")
        };
        if self.cut || length(&open) + length(close) > self.room {
            self.cut = true;
            self.left_out.push(format!("all {title}"));
            return;
        }
        self.push(&open);
        // The closing tag is paid for before anything else is.
        self.room -= length(close);
        let shown = self.things(groups, item);
        self.text.push_str(close);
        if shown < all {
            self.cut = true;
            self.left_out.push(format!("{} of {title}", all - shown));
        }
    }

    /// As many things as there is room for, and their number.
    fn things<T>(&mut self, groups: &[(&str, Vec<T>)], item: impl Fn(&T) -> String) -> usize {
        let mut shown = 0;
        for (title, things) in groups {
            let mut heading = format!("\n#### {}\n", safe(title));
            for thing in things {
                if !self.push(&format!("{heading}\n{}", item(thing))) {
                    return shown;
                }
                heading.clear();
                shown += 1;
            }
        }
        shown
    }

    /// The comment, with what was left out and where it can be read.
    pub fn finish(mut self, command: &str, foot: &str) -> String {
        if !self.left_out.is_empty() {
            self.text.push_str(&format!(
                "\n> **Cut to {} characters:** left out {}. Run `{command}` to see everything.\n",
                self.max_length,
                list(&self.left_out)
            ));
        }
        self.text.push_str(foot);
        self.text
    }

    fn push(&mut self, part: &str) -> bool {
        let fits = length(part) <= self.room;
        if fits {
            self.room -= length(part);
            self.text.push_str(part);
        }
        fits
    }
}

/// GitHub counts characters, not bytes.
fn length(text: &str) -> usize {
    text.chars().count()
}
