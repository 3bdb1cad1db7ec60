//! Entry point of the single file (`./dev build --single`): the same app, with every part at hand from the start, because a
//! page opened from a stick or a share may fetch nothing. Natively it is the same command as `src/main.rs`.

#[cfg(target_arch = "wasm32")]
mod whole {
    use kizuki::ui::parts::{Fetchers, tables};

    /// As in `src/main.rs`: what is given back is wiped.
    #[global_allocator]
    static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
        zeroizing_alloc::ZeroAlloc(std::alloc::System);

    /// Parts that need no fetching.
    pub const FETCHERS: Fetchers = Fetchers {
        vault: || Box::pin(async { Ok(tables::vault()) }),
        keep: || Box::pin(async { Ok(tables::keep()) }),
        class: || Box::pin(async { Ok(tables::class()) }),
        roster: || Box::pin(async { Ok(tables::roster()) }),
        follow_up: || Box::pin(async { Ok(tables::follow_up()) }),
        school: || Box::pin(async { Ok(tables::school()) }),
        content: || Box::pin(async { Ok(tables::content()) }),
        help: || Box::pin(async { Ok(tables::help()) }),
    };
}

/// Mounts the app on `<body>`.
#[cfg(target_arch = "wasm32")]
fn main() {
    kizuki::ui::mount(whole::FETCHERS);
}

/// There is no native window.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    kizuki::native::main()
}
