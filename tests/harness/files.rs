use std::fs;
use std::path::{Path, PathBuf};

/// Every file below `folder`, however deep.
#[must_use]
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        // A browser that is running removes files while we look: what is gone is not there.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => found.push(entry.path()),
                _ => {}
            }
        }
    }
    found
}

/// Which of `words` stand in a file below `folder`, as UTF-8 or as UTF-16 of either order: the
/// word and the file.
#[must_use]
pub fn occurrences<'a>(folder: &Path, words: &'a [String]) -> Vec<(&'a str, PathBuf)> {
    let spellings: Vec<(&str, Vec<u8>)> = words.iter().flat_map(|word| spellings(word)).collect();
    let mut found = Vec::new();
    for file in files_under(folder) {
        let bytes = fs::read(&file).unwrap_or_default();
        for (word, spelling) in &spellings {
            if contains(&bytes, spelling) {
                found.push((*word, file.clone()));
            }
        }
    }
    found
}

fn spellings(word: &str) -> [(&str, Vec<u8>); 3] {
    // Two characters are four bytes in UTF-16: megabytes of noise hold any four bytes by chance.
    let long = word.chars().count() > 2;
    let utf16 = |order: fn(u16) -> [u8; 2]| match long {
        true => word.encode_utf16().flat_map(order).collect(),
        false => Vec::new(),
    };
    [
        (word, word.into()),
        (word, utf16(u16::to_le_bytes)),
        (word, utf16(u16::to_be_bytes)),
    ]
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else {
        return false;
    };
    let mut rest = hay;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_every_spelling_and_a_part_of_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        let words = ["岩罕".to_owned(), "玉香罕".to_owned(), "张三".to_owned()];
        fs::write(deep.join("utf8"), "xx岩罕yy").unwrap();
        let utf16: Vec<u8> = "玉香罕".encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(deep.join("utf16"), utf16).unwrap();
        fs::write(deep.join("half"), "张 三").unwrap();
        let mut found: Vec<&str> = occurrences(folder.path(), &words)
            .into_iter()
            .map(|(word, _)| word)
            .collect();
        found.sort_unstable();
        assert_eq!(found, ["岩罕", "玉香罕"]);
    }
}
