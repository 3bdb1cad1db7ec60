// What stands in a class file (kizuki.document/2) as a person sees it: of every field the version shown, blanks left out.

import { storedText } from "./vault.mjs";

/** The stored class, or undefined. */
export async function storedClass(page) {
  const text = await storedText(page);
  return text === null ? undefined : shownClass(JSON.parse(text));
}

/** The newest value of a field: versions stand in rows of value, writer and number. */
const shown = (register) => register?.at(-3) ?? undefined;

/** An object of fields without those that are blank. */
function shownFields(registers) {
  const values = Object.entries(registers ?? {}).map(([name, register]) => [name, shown(register)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function shownSheet({ student, answers, cards, ...rest }) {
  const records = shownFields(cards);
  const some = Object.keys(records).length > 0 ? { cards: records } : {};
  return { student, answers: shownFields(answers), ...some, ...shownFields(rest) };
}

/** A class: `class.students` by number, `rounds[].responses` with something on them, `keys` in use, `contacts`. */
export function shownClass({ class: { students, contacts, ...described }, rounds, retired_codes }) {
  const isWritten = ({ student, answers, ...rest }) => Object.keys({ ...answers, ...rest }).length > 0;
  const roster = students.map(({ id, ...fields }) => ({ id, ...shownFields(fields) }));
  return {
    class: { ...shownFields(described), students: roster.sort((a, b) => a.number - b.number) },
    rounds: rounds.map(({ number, content, label, began, sheets }) => ({
      id: number, content, ...shownFields({ label, began }), responses: sheets.map(shownSheet).filter(isWritten),
    })),
    keys: rounds.flatMap(({ number, codes }) =>
      Object.entries(shownFields(codes)).map(([code, issue]) => ({ code, round: number, ...issue }))),
    contacts: shownFields(contacts),
    retired_codes,
  };
}
