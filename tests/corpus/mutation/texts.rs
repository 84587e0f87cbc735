//! The policy texts that are mutated, each with another one in its language whose clauses and words are put in.

/// Name, content, content of the donor.
pub const TEXTS: [(&str, &str, &str); 6] = [
    ("roadmap.en.txt", ROADMAP, DATA),
    ("visitors.en.txt", VISITORS, DATA),
    ("data-sharing.en.md", DATA, ROADMAP),
    ("reglement.fr.md", LIBRARY, STATUTES),
    ("archive.zh.txt", ARCHIVE, SCHOOL),
    ("school.zh.md", SCHOOL, ARCHIVE),
];

const ROADMAP: &str = include_str!("../../../fixtures/roadmap/roadmap.en.restored.txt");
const VISITORS: &str = include_str!("../../../fixtures/numbered/old.txt");
const DATA: &str = include_str!("../../../fixtures/mutation/data-sharing.en.md");
const LIBRARY: &str = include_str!("../../../fixtures/mutation/reglement.fr.md");
const STATUTES: &str = include_str!("../../../fixtures/mutation/donor.fr.txt");
const ARCHIVE: &str = include_str!("../../../fixtures/mutation/archive.zh.txt");
const SCHOOL: &str = include_str!("../../../fixtures/mutation/school.zh.md");
