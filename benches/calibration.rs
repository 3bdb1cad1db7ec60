//! How long a whole school takes to be scored, and how long a cut-off takes that is moved: everything that しきい値の調整
//! computes, the first once and the second while a slider is held.
//!
//! The aim is a frame on the slowest device: 1 ms here for 1,000 students and 40 items, of which a slow tablet makes 4 to
//! 8 ms of its 16. Run with `./dev bench` or `cargo bench`.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use kizuki::domain::calibration::{Calibration, ClassAnswers, CutOff, Decides, Reads, cut_offs, put};
use kizuki::domain::checklist::{Checklist, Form};
use kizuki::domain::ids::ItemId;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::Grade;
use kizuki::domain::scoring::Scorer;
use kizuki::format::content::{built_in, read_content};
use serde_json::{Value, json};

const STUDENTS: u16 = 1_000;
/// Students to whom the full form is put, of so many.
const ONE_IN: u16 = 4;
const ROUNDS: u32 = 200;
const GRADE: Grade = Grade::Elementary(5);

/// The built-in content cut down to one stage: 40 scored items of four answers, five to an area, with the scores of the
/// areas and of the whole and the levels as they are.
fn forty_items() -> Option<Checklist> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/format/content/default.json");
    let mut content: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    let pattern = content["lines"][2].clone();
    let mut lines = Vec::new();
    for area in content["areas"].as_array_mut()? {
        let id = area["id"].clone();
        for number in 1..=5 {
            let mut line = pattern.clone();
            line["id"] = json!(format!("{}{number}", id.as_str()?));
            line["areas"] = json!([id]);
            line["scale"] = json!("freq4");
            line.as_object_mut()?.remove("covers");
            lines.push(line);
        }
        area["short_score"] = area.as_object_mut()?.remove("score")?;
    }
    content["lines"] = lines.into();
    let is_kept = |score: &Value| score["terms"][0].get("items_of_area").is_some() || score["id"] == "total";
    let scores = content["scores"].as_array_mut()?;
    scores.retain(is_kept);
    for score in scores {
        score["terms"] = match score["terms"][0].get("items_of_area") {
            Some(area) => json!([{ "lines_of_area": area }]),
            None => json!([{ "all_lines": true }]),
        };
    }
    for left_out in ["items", "gate"] {
        content.as_object_mut()?.remove(left_out);
    }
    read_content(content.to_string().as_bytes()).ok()
}

/// A sheet as it is read from a file, with identifiers of its own.
fn response(checklist: &Checklist, number: u16) -> Response {
    let mut response = Response::default();
    for (at, item) in (0_u16..).zip(&checklist.items) {
        if item.form == Form::Full && !number.is_multiple_of(ONE_IN) {
            continue;
        }
        let turn = (number * 7 + at * 5) % 23;
        let answer = match turn {
            0 => Answer::Unknown,
            1..=3 => Answer::Option(1),
            _ => Answer::Option(0),
        };
        response.answers.insert(ItemId::from(item.id.as_str()), answer);
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

fn measure(title: &str, checklist: &Checklist) {
    let responses: Vec<Response> = (1..=STUDENTS).map(|number| response(checklist, number)).collect();
    let class = || ClassAnswers {
        grade: GRADE,
        students: (1..)
            .zip(&responses)
            .map(|(number, response)| (number, response, None))
            .collect(),
    };
    let calibration = Calibration::new(checklist, vec![class()]);
    let found = cut_offs(checklist, &[GRADE]);
    let moved = |is_meant: &dyn Fn(&CutOff) -> bool| {
        let cut_off = found.iter().rfind(|cut_off| is_meant(cut_off))?.clone();
        let mut changed = checklist.clone();
        Some(median(|round| {
            put(&mut changed, &cut_off, f64::from(round % 100));
            black_box(calibration.trial(&changed));
        }))
    };
    let is_whole = |cut_off: &CutOff| cut_off.reads == Reads::Score(checklist.trend.score);
    let lines = [
        (
            "all sheets scored anew",
            Some(median(|_| {
                let scorer = Scorer::new(checklist);
                for response in &responses {
                    black_box(scorer.score(response, None));
                }
            })),
        ),
        (
            "a level's cut-off moved",
            moved(&|cut_off| cut_off.decides == Decides::Level(2) && is_whole(cut_off)),
        ),
        (
            "the gate's cut-off moved",
            moved(&|cut_off| cut_off.decides == Decides::Gate),
        ),
        (
            "a band moved",
            moved(&|cut_off| cut_off.decides == Decides::Band(2) && is_whole(cut_off)),
        ),
        (
            "the histogram of a score",
            Some(median(|_| {
                black_box(calibration.histogram(checklist.trend.score));
            })),
        ),
    ];
    let mut out = std::io::stdout().lock();
    // A closed pipe is nobody's loss.
    writeln!(out, "  {STUDENTS} students, {title}").unwrap_or_default();
    for (what, micros) in lines.iter().filter_map(|(what, micros)| Some((what, (*micros)?))) {
        writeln!(out, "    {what:<40} {micros:>8} µs").unwrap_or_default();
    }
}

fn main() {
    if let Some(checklist) = forty_items() {
        measure("40 items of one stage", &checklist);
    }
    if let Ok(checklist) = built_in() {
        measure(
            "the built-in content of 64 items, the full form for a quarter of them",
            &checklist,
        );
    }
}
