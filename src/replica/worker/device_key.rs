use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::browser::thrown;
use super::files::{DATABASE, connect};
use crate::api::ReplicaError;
use crate::storage::{DatabaseKey, Safe, Store};

#[wasm_bindgen(module = "/worker/device_key.js")]
extern "C" {
    #[wasm_bindgen(js_name = deviceKey, catch)]
    async fn device_key(name: &str) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(js_name = replaceDeviceKey, catch)]
    async fn replace_device_key(name: &str, bytes: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// The browser's key store. Only the files' owner (see [`super::ownership`]) may use it.
pub(super) struct DeviceSafe;

impl Safe for DeviceSafe {
    /// Without its key the database is lost, so nothing is replaced or wiped if this fails.
    async fn kept(&self) -> Result<Zeroizing<Vec<u8>>, ReplicaError> {
        let array = device_key(DATABASE)
            .await
            .map_err(|why| thrown("the device key", &why))?;
        let bytes = Zeroizing::new(array.to_vec());
        array.fill(0, 0, array.length());
        Ok(bytes)
    }

    async fn keep(&self, bytes: &[u8]) -> Result<(), ReplicaError> {
        let array = Uint8Array::from(bytes);
        let kept = replace_device_key(DATABASE, &array).await;
        array.fill(0, 0, array.length());
        kept.map(drop)
            .map_err(|why| thrown("keeping the device key", &why))
    }

    /// None: what is kept is wrapped by a key that never leaves this browser.
    fn secret(&self, _make: bool) -> Result<Zeroizing<Vec<u8>>, ReplicaError> {
        Ok(Zeroizing::default())
    }

    fn open(&self, key: &DatabaseKey) -> Result<Store, ReplicaError> {
        connect(key)
    }
}
