//! How long a moved cut-off takes: everything that しきい値の調整 computes for a whole school while a slider is held.
//!
//! The aim is a frame on the slowest device: 1 ms here for 1,000 students, of which a slow tablet makes 4 to 8 ms of its
//! 16. Run with `./dev bench` or `cargo bench`.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use kizuki::domain::calibration::{Calibration, ClassAnswers, cut_offs, put};
use kizuki::domain::checklist::Checklist;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::Grade;
use kizuki::domain::scoring::score;
use kizuki::format::content::built_in;

const STUDENTS: u16 = 1_000;
/// Students to whom the full form is put, of so many.
const ONE_IN: u16 = 4;
const ROUNDS: u32 = 200;

fn response(checklist: &Checklist, number: u16) -> Response {
    let mut response = Response::default();
    for (at, item) in (0_u16..).zip(&checklist.items) {
        if item.form == kizuki::domain::checklist::Form::Full && !number.is_multiple_of(ONE_IN) {
            continue;
        }
        let turn = (number * 7 + at * 5) % 23;
        let answer = match turn {
            0 => Answer::Unknown,
            1..=3 => Answer::Option(1),
            _ => Answer::Option(0),
        };
        response.answers.insert(item.id.clone(), answer);
    }
    response
}

/// Median of `ROUNDS` runs, in microseconds.
fn median(mut run: impl FnMut(u32)) -> u128 {
    let mut times: Vec<u128> = (0..ROUNDS)
        .map(|round| {
            let begun = Instant::now();
            run(round);
            begun.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let Ok(checklist) = built_in() else { return };
    let responses: Vec<Response> = (1..=STUDENTS)
        .map(|number| response(&checklist, number))
        .collect();
    let class = || ClassAnswers {
        grade: Grade::Elementary(5),
        students: (1..)
            .zip(&responses)
            .map(|(number, response)| (number, response, None))
            .collect(),
    };
    let calibration = Calibration::new(&checklist, vec![class()]);
    let found = cut_offs(&checklist, &[Grade::Elementary(5)]);
    let moved = |place: &str| {
        let cut_off = found.iter().find(|cut_off| cut_off.place == place).cloned();
        let (checklist, calibration) = (&checklist, &calibration);
        move |round: u32| {
            let mut changed = checklist.clone();
            if let Some(cut_off) = &cut_off {
                put(&mut changed, cut_off, f64::from(round % 100));
            }
            black_box(calibration.trial(&changed));
        }
    };
    let lines = [
        (
            "a level's cut-off moved",
            median(moved("levels[2].when.any[2].score.at")),
        ),
        ("the gate's cut-off moved", median(moved("gate.any[0].score.at"))),
        ("a band moved", median(moved("scores[17].bands[2].from"))),
        (
            "the histogram of a score",
            median(|_| {
                black_box(calibration.histogram(17));
            }),
        ),
        (
            "all sheets scored anew",
            median(|_| {
                for response in &responses {
                    black_box(score(&checklist, response, None));
                }
            }),
        ),
    ];
    let mut out = std::io::stdout().lock();
    for (what, micros) in lines {
        // A closed pipe is nobody's loss.
        writeln!(out, "  {what:<40} {micros:>8} µs for {STUDENTS} students").unwrap_or_default();
    }
}
