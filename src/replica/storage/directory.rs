use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{DatabaseKey, Safe, StorageError, Store};
use crate::api::ReplicaError;

/// A directory that only its owner may list: the database, and beside it what opens it. A
/// phone's key store takes the place of its files where there is one.
pub(crate) struct Directory(PathBuf);

const KEY: &str = "key";
const SECRET: &str = "device-secret";
/// Longer is neither a key nor a lock.
const LONGEST: u64 = 65_536;

impl Directory {
    /// The directory at `path`, made if it is not there.
    pub(crate) fn at(path: &Path) -> Result<Self, StorageError> {
        make_private(path)?;
        Ok(Self(path.to_owned()))
    }

    /// What the file holds; on the first call, new random bytes that `make` allows.
    fn read(&self, name: &str, make: bool) -> Result<Zeroizing<Vec<u8>>, StorageError> {
        match File::open(self.0.join(name)) {
            Ok(file) => {
                let mut bytes = Zeroizing::new(Vec::with_capacity(1024));
                let read = file.take(LONGEST).read_to_end(&mut bytes);
                read.map_err(|why| StorageError::file("reading the key", why))?;
                Ok(bytes)
            }
            Err(why) if why.kind() == ErrorKind::NotFound && make => {
                let bytes = Zeroizing::new(DatabaseKey::random()?.reveal().to_vec());
                self.write(name, &bytes)?;
                Ok(bytes)
            }
            Err(why) => Err(StorageError::file("reading the key", why)),
        }
    }

    /// Written whole before it gets its name, so that a crash leaves the old or the new.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let unnamed = self.0.join(format!("{name}.new"));
        // One left by a crash never got its name.
        let _ = std::fs::remove_file(&unnamed);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        owner_only(&mut options);
        let written = options.open(&unnamed).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()?;
            std::fs::rename(&unnamed, self.0.join(name))?;
            File::open(&self.0)?.sync_all()
        });
        written.map_err(|why| StorageError::file("keeping the key", why))
    }
}

impl Safe for Directory {
    async fn kept(&self) -> Result<Zeroizing<Vec<u8>>, ReplicaError> {
        Ok(self.read(KEY, true)?)
    }

    async fn keep(&self, bytes: &[u8]) -> Result<(), ReplicaError> {
        Ok(self.write(KEY, bytes)?)
    }

    fn secret(&self, make: bool) -> Result<Zeroizing<Vec<u8>>, ReplicaError> {
        Ok(self.read(SECRET, make)?)
    }

    fn open(&self, key: &DatabaseKey) -> Result<Store, ReplicaError> {
        let database = self.0.join("replica.db");
        // SQLite gives its journal the rights that the database has.
        drop(owners_file(&database, "the database file")?);
        Ok(Store::open_path(&database, key)?)
    }
}

/// A file as it is; made if it is not there, for its owner only.
pub(crate) fn owners_file(path: &Path, what: &'static str) -> Result<File, StorageError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    owner_only(&mut options);
    options
        .open(path)
        .map_err(|why| StorageError::file(what, why))
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
