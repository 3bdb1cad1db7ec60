//! The JSON Schemas published with the app: that `public/schemas` holds what the types of a format give.

/// Holds the published schema of a format against the one its types give; with `KIZUKI_UPDATE_SCHEMAS` set it writes
/// that one first.
pub(crate) fn assert_published(file: &str, title: &str, mut schema: schemars::Schema) {
    let path = format!("{}/public/schemas/{file}.json", env!("CARGO_MANIFEST_DIR"));
    schema.insert("title".to_owned(), title.into());
    let expected = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    if std::env::var_os("KIZUKI_UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == expected,
        "run KIZUKI_UPDATE_SCHEMAS=1 cargo test schema"
    );
}
