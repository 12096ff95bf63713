use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_replica::api::{Command, ImportStep, Outcome};
use dioxus::html::FileData;

use crate::ui::hooks::Sender;
use crate::ui::text::{file_fault, t};

/// Megabytes of a file that the hub takes; more is not even read.
const MEGABYTES: u64 = 32;

/// What a Word document begins with: it is a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// A file's words. A text in UTF-8 is read here, with no signal too; any other file by the hub.
///
/// # Errors
/// Why it is not read, for people; nothing where the sender says it.
pub(super) async fn words_of(file: &FileData, sender: Sender) -> Result<String, Option<String>> {
    let too_large = file.size() > MEGABYTES * 1024 * 1024;
    if too_large {
        return Err(Some(t!("handbook-document-large", limit = MEGABYTES)));
    }
    let bytes = file.read_bytes().await;
    let bytes = bytes.map_err(|_| Some(t!("import-unreadable")))?;
    if let Some(words) = text(&bytes) {
        return Ok(words);
    }
    let base64 = BASE64_STANDARD.encode(bytes);
    let step = ImportStep::Words { base64 };
    match sender.run(Command::Import(step)).await {
        Ok(Outcome::Words { text }) => Ok(text),
        Ok(Outcome::ImportRefused { message }) => Err(Some(file_fault(&message).to_owned())),
        Ok(_) | Err(_) => Err(None),
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!bytes.starts_with(ZIP) && !text.contains('\0')).then(|| text.to_owned())
}
