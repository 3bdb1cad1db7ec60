//! Entry point: mounts the app in the browser; natively it checks, scores and explains without a screen.

#[cfg(target_arch = "wasm32")]
mod cuts;

/// What is given back is wiped: after locking, neither names nor answers are left in the memory of the page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Mounts the app on `<body>`.
#[cfg(target_arch = "wasm32")]
fn main() {
    kizuki::ui::mount(cuts::FETCHERS);
}

/// There is no native window: the app runs in a browser, and natively its rules are a command.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    kizuki::native::main()
}
