use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::browser::thrown;
use crate::api::ReplicaError;
use crate::storage::DatabaseKey;

#[wasm_bindgen(module = "/worker/device_key.js")]
extern "C" {
    #[wasm_bindgen(js_name = deviceKey, catch)]
    async fn device_key(name: &str) -> Result<Uint8Array, JsValue>;
}

/// The key of the database `name` on this device, made on the first call. Only its owner (see
/// [`super::ownership`]) may call this.
///
/// # Errors
/// When the browser's key store fails, or what it holds does not unwrap: without its key the
/// database is lost, so nothing is replaced or wiped here.
pub(super) async fn of(name: &str) -> Result<DatabaseKey, ReplicaError> {
    let array = device_key(name)
        .await
        .map_err(|why| thrown("the device key", &why))?;
    let mut bytes = Zeroizing::new([0; DatabaseKey::BYTES]);
    if array.length() as usize != bytes.len() {
        return Err(ReplicaError::Storage {
            detail: format!("the device key has {} bytes", array.length()),
        });
    }
    array.copy_to(bytes.as_mut_slice());
    array.fill(0, 0, array.length());
    Ok(DatabaseKey::new(*bytes))
}
