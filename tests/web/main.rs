//! The browser ring in a real browser: `./dev wasm-test`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "allowed in tests by clippy.toml, which does not know the attribute of these"
)]

mod age;
mod keeping;
mod storing;

use kizuki::browser::encoding::{decode_shift_jis, nfkc};
use kizuki::browser::local_storage::LocalStorage;
use kizuki::browser::random::random_u64;
use kizuki::vault::{Storage, StorageKey};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn shift_jis_as_excel_writes_it_is_read() {
    // 髙﨑①㈱ｱ: extensions of NEC and IBM that plain Shift_JIS lacks.
    let bytes = [0xFB, 0xFC, 0xED, 0x95, 0x87, 0x40, 0x87, 0x8A, 0xB1];
    assert_eq!(decode_shift_jis(&bytes).as_deref(), Some("髙﨑①㈱ｱ"));
    assert_eq!(decode_shift_jis(&[0xFF, 0xFF]), None);
}

#[wasm_bindgen_test]
fn compatibility_forms_become_plain() {
    assert_eq!(nfkc("１２ｱﾞ①"), "12ア゙1");
}

#[wasm_bindgen_test]
fn random_numbers_differ() {
    assert_ne!(random_u64().unwrap(), random_u64().unwrap());
}

#[wasm_bindgen_test]
fn local_storage_keeps_a_text_until_it_is_removed() {
    let storage = LocalStorage;
    assert_eq!(storage.load(StorageKey::Settings).unwrap(), None);
    storage.store(StorageKey::Settings, "\"設定\"").unwrap();
    assert_eq!(
        storage.load(StorageKey::Settings).unwrap().as_deref(),
        Some("\"設定\"")
    );
    storage.remove(StorageKey::Settings).unwrap();
    assert_eq!(storage.load(StorageKey::Settings).unwrap(), None);
}
