use std::fs;
use std::io;
use std::path::PathBuf;

use chuanmen_core::protocol::FormName;
use chuanmen_core::report::{Form, FormError, ReportName};

/// The forms that a folder begins with.
const FIRST: [(&str, &str); 2] = [
    ("12345工单.toml", include_str!("../forms/12345工单.toml")),
    (
        "综治9+X事件.toml",
        include_str!("../forms/综治9+X事件.toml"),
    ),
];
/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 * 1024;

/// A folder of forms, each a file `名称.toml` that people may change while the hub runs: it is read
/// when it is asked for.
#[derive(Debug, Clone, Default)]
pub struct Forms(Option<PathBuf>);

/// A form that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FormFileError {
    /// The file system would not.
    #[error("the form {0} could not be read: {1}")]
    Io(String, #[source] io::Error),
    /// It is too large to be one.
    #[error("the form {0} is larger than {LARGEST} bytes")]
    TooLarge(String),
    /// One of our own reports goes by this name.
    #[error("the form {0} has the name of a report of the hub: give its file another")]
    Taken(String),
    /// It is no form.
    #[error("the form {0} makes no sense: {1}")]
    Nonsense(String, #[source] Box<toml::de::Error>),
    /// No report may be put into it.
    #[error("the form {0} cannot be filled: {1}")]
    Refused(String, #[source] FormError),
}

impl Forms {
    /// The forms in a folder. One that is not there is made, with examples to change.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn in_folder(folder: PathBuf) -> io::Result<Self> {
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            for (name, text) in FIRST {
                fs::write(folder.join(name), text)?;
            }
        }
        Ok(Self(Some(folder)))
    }

    /// What forms there are, by name, each with what is wrong with it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<FormName>> {
        let mut names = Vec::new();
        for (name, path) in self.files()? {
            let problem = read(&name, path).err().map(|error| error.to_string());
            names.push(FormName { name, problem });
        }
        names.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(names)
    }

    /// A form by its name; none if there is no such file.
    ///
    /// # Errors
    /// [`FormFileError`] when it is there and no form.
    pub fn named(&self, name: &str) -> Result<Option<Form>, FormFileError> {
        let io = |error| FormFileError::Io(name.to_owned(), error);
        // Looked for among those that there are: a name never becomes a path.
        let found = self.files().map_err(io)?.into_iter();
        let mut found = found.filter(|(known, _)| known == name);
        found
            .next()
            .map(|(name, path)| read(&name, path))
            .transpose()
    }

    fn files(&self) -> io::Result<Vec<(String, PathBuf)>> {
        let Some(folder) = &self.0 else {
            return Ok(Vec::new());
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_form = path.extension().is_some_and(|ending| ending == "toml");
            if let Some(name) = path.file_stem().and_then(|name| name.to_str())
                && is_form
            {
                files.push((name.to_owned(), path));
            }
        }
        Ok(files)
    }
}

fn read(name: &str, path: PathBuf) -> Result<Form, FormFileError> {
    let io = |error| FormFileError::Io(name.to_owned(), error);
    let mut own = ReportName::KNOWN.iter();
    if own.any(|report| [report.as_str(), report.title()].contains(&name)) {
        return Err(FormFileError::Taken(name.to_owned()));
    }
    if fs::metadata(&path).map_err(io)?.len() > LARGEST {
        return Err(FormFileError::TooLarge(name.to_owned()));
    }
    let text = fs::read_to_string(path).map_err(io)?;
    let form = toml::from_str::<Form>(&text);
    let form = form.map_err(|error| FormFileError::Nonsense(name.to_owned(), Box::new(error)))?;
    match form.check() {
        Ok(()) => Ok(form),
        Err(error) => Err(FormFileError::Refused(name.to_owned(), error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_folder_begins_with_forms_that_can_be_read() {
        let place = tempfile::tempdir().unwrap();
        let forms = Forms::in_folder(place.path().join("forms")).unwrap();
        let names = forms.names().unwrap();
        assert_eq!(names.len(), FIRST.len());
        assert!(names.iter().all(|form| form.problem.is_none()), "{names:?}");
        assert!(forms.named("12345工单").unwrap().is_some());
    }

    #[test]
    fn what_somebody_changed_is_kept_and_read_at_once() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("forms");
        let forms = Forms::in_folder(folder.clone()).unwrap();
        fs::write(folder.join("12345工单.toml"), "report = 1").unwrap();
        let again = Forms::in_folder(folder).unwrap();
        assert!(again.named("12345工单").is_err());
        let broken = forms.names().unwrap().remove(0);
        assert!(broken.problem.unwrap().contains("12345工单"));
    }

    #[test]
    fn a_form_cannot_take_the_name_of_a_report_of_ours() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("forms");
        let forms = Forms::in_folder(folder.clone()).unwrap();
        for name in ["needs", "诉求台账"] {
            let file = folder.join(format!("{name}.toml"));
            fs::copy(folder.join("12345工单.toml"), file).unwrap();
            let taken = forms.named(name).unwrap_err();
            assert!(matches!(taken, FormFileError::Taken(_)), "{taken}");
        }
    }

    #[test]
    fn a_form_of_one_workers_rows_is_listed_with_what_is_wrong() {
        let place = tempfile::tempdir().unwrap();
        let forms = Forms::in_folder(place.path().to_owned()).unwrap();
        let of_one =
            "report = \"visits\"\ncolumn = []\n[[where]]\ncolumn = \"visitor\"\nis = [\"玉罕\"]";
        fs::write(place.path().join("甲.toml"), of_one).unwrap();
        let problems = forms.names().unwrap().into_iter();
        let problem = problems.filter_map(|form| form.problem).next().unwrap();
        assert!(problem.contains("visitor"), "{problem}");
    }

    #[test]
    fn a_name_never_leaves_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let forms = Forms::in_folder(place.path().join("forms")).unwrap();
        fs::write(
            place.path().join("secret.toml"),
            "report = \"needs\"\ncolumn = []",
        )
        .unwrap();
        assert!(forms.named("../secret").unwrap().is_none());
        assert!(Forms::default().named("12345工单").unwrap().is_none());
    }
}
