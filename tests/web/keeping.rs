//! Files, storage and dates in a real browser.

use js_sys::{Array, Uint8Array};
use kizuki::browser::files::read_file;
use kizuki::browser::local_storage::LocalStorage;
use kizuki::browser::{clipboard, clock, location};
use kizuki::vault::{FileError, Storage, StorageError, StorageKey, wipe};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

fn file(bytes: &[u8]) -> File {
    let parts = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&parts, "sample.json").unwrap()
}

#[wasm_bindgen_test]
async fn a_file_is_read_up_to_its_bound_and_refused_above_it() {
    let bytes = [0, 1, 0xFF, 7];
    assert_eq!(read_file(&file(&bytes), 4).await, Ok(bytes.to_vec()));
    assert_eq!(read_file(&file(&[]), 4).await, Ok(Vec::new()));
    let refused = FileError::TooLarge { bytes: 4, most: 3 };
    assert_eq!(read_file(&file(&bytes), 3).await, Err(refused));
}

#[wasm_bindgen_test]
fn what_is_stored_is_there_until_it_is_wiped() {
    LocalStorage.store(StorageKey::Document, "sealed").unwrap();
    assert_eq!(
        LocalStorage.load(StorageKey::Document),
        Ok(Some("sealed".to_owned()))
    );
    wipe(&LocalStorage).unwrap();
    assert_eq!(LocalStorage.load(StorageKey::Document), Ok(None));
}

#[wasm_bindgen_test]
fn more_than_the_browser_holds_is_refused_as_full_and_the_text_before_stays() {
    LocalStorage.store(StorageKey::Document, "small").unwrap();
    let huge = "あ".repeat(6 * 1024 * 1024);
    assert_eq!(
        LocalStorage.store(StorageKey::Document, &huge),
        Err(StorageError::Full)
    );
    assert_eq!(
        LocalStorage.load(StorageKey::Document),
        Ok(Some("small".to_owned()))
    );
    LocalStorage.remove(StorageKey::Document).unwrap();
}

#[wasm_bindgen_test]
fn today_is_a_day_of_this_century() {
    let today = clock::today().to_string();
    assert!(today.starts_with("20") && today.len() == 10, "{today}");
}

#[wasm_bindgen_test]
fn a_hash_that_was_set_is_read_with_its_sign() {
    location::replace_hash("settings");
    assert_eq!(location::hash(), "#settings");
    location::set_hash("");
    assert_eq!(location::hash(), "");
}

#[wasm_bindgen_test]
fn copying_outside_a_click_does_no_harm() {
    // Whether it is allowed depends on the browser; nothing may stay on the page.
    let document = web_sys::window().unwrap().document().unwrap();
    clipboard::copy_text("見本");
    assert!(document.query_selector("textarea").unwrap().is_none());
}
