//! A school without this app: its files with the ordinary `age` and `age-keygen` commands, in both directions.
//!
//! The command asks for passphrases on a terminal only, so those stories run in the one that `script` (util-linux) makes.
//! They wait for each question before they answer it.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use kizuki::vault::age::{
    Identity, OpenError, Passphrase, Stanza, WorkFactor, open_with_identity, open_with_passphrase,
    read_header, seal, unwrap_identity, wrap_identity,
};
use kizuki::vault::{Entropy, RandomError};

/// What a person types. Every word is in NFKC.
const WORDS: &str = "あさがお ひまわり 7 つ";

/// The randomness of the system.
struct System;

impl Entropy for System {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        std::fs::File::open("/dev/urandom")
            .and_then(|mut file| file.read_exact(bytes))
            .map_err(|_| RandomError::Unavailable)
    }
}

/// A folder of one story, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(story: &str) -> Self {
        let path = std::env::temp_dir().join(format!("kizuki-age-{}-{story}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name} was not written: {error}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's folder for such things; the story is told all the same.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn command(program: &str) -> Command {
    let found = Command::new("sh")
        .args(["-c", "command -v \"$0\" >/dev/null", program])
        .status()
        .unwrap();
    assert!(
        found.success(),
        "the command {program} is missing: run ./dev unit, which installs it, or as root: apt-get install age bsdutils"
    );
    Command::new(program)
}

/// Runs a command that must succeed; what it prints.
fn run(program: &str, args: &[&dyn AsRef<OsStr>]) -> Vec<u8> {
    let output = command(program).args(args).stdin(Stdio::null()).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {complaint}");
    output.stdout
}

/// Runs a line of shell on a terminal and answers so many questions with the same text; whether it succeeded, and what the
/// terminal showed.
fn run_on_terminal(line: &str, answer: &str, questions: usize) -> (bool, String) {
    command("age");
    let mut terminal = command("script")
        .args(["--quiet", "--return", "--command"])
        // (One question more than answers would be waited for without end.)
        .arg(format!("timeout --foreground 300 {line}"))
        .arg("/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = terminal.stdin.take().unwrap();
    let mut screen = terminal.stdout.take().unwrap();
    let mut shown = Vec::new();
    let mut answered = 0;
    let mut bytes = [0; 256];
    loop {
        let count = screen.read(&mut bytes).unwrap();
        if count == 0 {
            break;
        }
        shown.extend_from_slice(&bytes[..count]);
        let asked = String::from_utf8_lossy(&shown).matches(" passphrase").count();
        while answered < asked.min(questions) {
            writeln!(keyboard, "{answer}").unwrap();
            answered += 1;
        }
    }
    let shown = String::from_utf8_lossy(&shown).into_owned();
    (terminal.wait().unwrap().success(), shown)
}

/// A path as a word of shell; these have no quotes in them.
fn word(path: &std::path::Path) -> String {
    format!("'{}'", path.display())
}

/// A file as the vault saves it: for one identity, which it carries wrapped by the passphrase.
fn saved(identity: &Identity, plaintext: &[u8]) -> Vec<u8> {
    let words = Passphrase::new(WORDS).unwrap();
    let wrapped = wrap_identity(identity, &words, WorkFactor::VAULT, &mut System).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped)];
    seal(plaintext, &[identity.recipient()], &extra, &mut System).unwrap()
}

#[test]
fn a_saved_file_opens_with_the_recovery_sheet_and_the_age_command() {
    let folder = Folder::new("sheet");
    let identity = Identity::generate(&mut System).unwrap();
    let plaintext: Vec<u8> = (0..200_000).map(|at| (at % 251) as u8).collect();
    let file = folder.write("class.age", saved(&identity, &plaintext));
    let sheet = folder.write("sheet.txt", format!("{}\n", *identity.to_text()));
    assert!(run("age", &[&"--decrypt", &"--identity", &sheet, &file]) == plaintext);
    let public = run("age-keygen", &[&"-y", &sheet]);
    assert_eq!(public, format!("{}\n", identity.recipient()).as_bytes());
}

#[test]
fn a_saved_file_opens_with_the_passphrase_and_the_age_command() {
    let folder = Folder::new("words");
    let identity = Identity::generate(&mut System).unwrap();
    let saved = saved(&identity, b"class");
    let key = folder.write(
        "key.age",
        read_header(&saved).unwrap().wrapped_identity().unwrap(),
    );
    let file = folder.write("class.age", &saved);
    let line = |out: &str| {
        let (key, file, out) = (word(&key), word(&file), word(&folder.path(out)));
        format!("age --decrypt --identity {key} --output {out} {file}")
    };

    let (is_open, shown) = run_on_terminal(&line("right.txt"), WORDS, 1);
    assert!(is_open, "{shown}");
    assert_eq!(folder.read("right.txt"), b"class");

    let (is_open, shown) = run_on_terminal(&line("wrong.txt"), "あさがお", 1);
    assert!(!is_open, "{shown}");
}

#[test]
fn an_identity_of_age_keygen_opens_here_what_age_sealed() {
    let folder = Folder::new("keygen");
    let key = folder.path("key.txt");
    run("age-keygen", &[&"--output", &key]);
    let identity = Identity::parse(std::str::from_utf8(&folder.read("key.txt")).unwrap()).unwrap();
    let other = Identity::generate(&mut System).unwrap();
    let (ours, theirs) = (identity.recipient().to_string(), other.recipient().to_string());
    for size in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let plaintext = vec![b'a'; size];
        let plain = folder.write("plain", &plaintext);
        let binary = run("age", &[&"-r", &ours, &"-r", &theirs, &plain]);
        let armored = run("age", &[&"--armor", &"-r", &ours, &plain]);
        assert!(*open_with_identity(&binary, &[&other]).unwrap() == plaintext);
        assert!(*open_with_identity(&armored, &[&identity]).unwrap() == plaintext);
        assert_eq!(
            open_with_identity(&armored, &[&other]).map(|_| ()),
            Err(OpenError::WrongKey)
        );
    }
}

#[test]
fn what_age_sealed_with_a_passphrase_opens_here() {
    let folder = Folder::new("passphrase");
    let identity = Identity::generate(&mut System).unwrap();
    let sheet = folder.write("sheet.txt", format!("# 見本\n{}\n", *identity.to_text()));
    let (out, sheet) = (word(&folder.path("sheet.age")), word(&sheet));
    let (is_sealed, shown) = run_on_terminal(&format!("age --passphrase --output {out} {sheet}"), WORDS, 2);
    assert!(is_sealed, "{shown}");
    let sealed = folder.read("sheet.age");
    assert_eq!(read_header(&sealed).unwrap().passphrase_work(), Some(18));
    let words = Passphrase::new(WORDS).unwrap();
    let opened = open_with_passphrase(&sealed, &words).unwrap();
    assert!(opened.starts_with("# 見本".as_bytes()));
    let unwrapped = unwrap_identity(&sealed, &words).unwrap();
    assert_eq!(unwrapped.recipient(), identity.recipient());
}
