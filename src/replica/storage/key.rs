use std::fmt;
use std::fmt::Write as _;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::StorageError;

/// The raw 256-bit key of a database. SQLCipher takes it as it is, without deriving.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; Self::BYTES]);

impl DatabaseKey {
    /// Length of a key.
    pub const BYTES: usize = 32;

    /// A key from its bytes, as the browser's key store gives them.
    #[must_use]
    pub const fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// A new key from the operating system's random numbers.
    ///
    /// # Errors
    /// When there are none.
    pub fn random() -> Result<Self, StorageError> {
        let mut key = Self([0; Self::BYTES]);
        getrandom::fill(&mut key.0)
            .map_err(|why| StorageError::file("random numbers", std::io::Error::other(why)))?;
        Ok(key)
    }

    /// The statement that must come before any other on a connection.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let mut statement = Zeroizing::new(String::with_capacity(96));
        statement.push_str("PRAGMA key = \"x'");
        for byte in self.0 {
            // Writing to a String cannot fail.
            let _ = write!(statement, "{byte:02x}");
        }
        statement.push_str("'\";");
        statement
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

#[cfg(not(target_family = "wasm"))]
mod file {
    use std::fs::{DirBuilder, File, OpenOptions};
    use std::io::{ErrorKind, Read, Write};
    use std::path::Path;

    use zeroize::Zeroizing;

    use super::{DatabaseKey, StorageError};

    impl DatabaseKey {
        /// The key in `directory`, made on the first call. Only the owner may read it or list the
        /// directory. A phone's key store takes its place where there is one.
        ///
        /// # Errors
        /// When the file cannot be read or made, or has another length.
        pub fn in_directory(directory: &Path) -> Result<Self, StorageError> {
            make_private(directory)?;
            let path = directory.join("key");
            match File::open(&path) {
                Ok(file) => Self::read(file),
                Err(why) if why.kind() == ErrorKind::NotFound => Self::make(directory, &path),
                Err(why) => Err(StorageError::file("reading the key", why)),
            }
        }

        fn read(mut file: File) -> Result<Self, StorageError> {
            let mut bytes = Zeroizing::new(Vec::with_capacity(Self::BYTES + 1));
            file.read_to_end(&mut bytes)
                .map_err(|why| StorageError::file("reading the key", why))?;
            let key = <[u8; Self::BYTES]>::try_from(bytes.as_slice())
                .map_err(|why| StorageError::corrupt("a key file", why))?;
            Ok(Self(key))
        }

        /// Written whole before it gets its name, so that a crash leaves no half key.
        fn make(directory: &Path, path: &Path) -> Result<Self, StorageError> {
            let key = Self::random()?;
            let unnamed = directory.join("key.new");
            // One left by a crash never had a database.
            let _ = std::fs::remove_file(&unnamed);
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            owner_only(&mut options);
            let written = options.open(&unnamed).and_then(|mut file| {
                file.write_all(&key.0)?;
                file.sync_all()?;
                std::fs::rename(&unnamed, path)?;
                File::open(directory)?.sync_all()
            });
            written.map_err(|why| StorageError::file("making the key", why))?;
            Ok(key)
        }
    }

    fn make_private(directory: &Path) -> Result<(), StorageError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let made = builder.create(directory);
        // One that was there before may be open to others.
        #[cfg(unix)]
        let made = made.and_then(|()| {
            let owner = std::os::unix::fs::PermissionsExt::from_mode(0o700);
            std::fs::set_permissions(directory, owner)
        });
        made.map_err(|why| StorageError::file("making the directory", why))
    }

    fn owner_only(options: &mut OpenOptions) {
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        #[cfg(not(unix))]
        let _ = options;
    }
}
