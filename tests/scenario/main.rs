//! Stories of the people who use the app, told through its public functions: `./dev unit --test scenario`.

mod case_code;
