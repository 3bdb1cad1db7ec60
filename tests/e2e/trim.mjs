// What is taken out of style sheets and of the glue before they are shipped, for dist/ (pack.mjs) and the single file
// (single.mjs) alike.

/** A style sheet without comments and blanks. Strings stay as they are; a blank goes where it separates nothing. */
export const withoutBlanks = (css) =>
  css
    .replace(/\/\*[^]*?\*\//g, "")
    .split(/("[^"]*"|'[^']*')/)
    .map((part, at) =>
      at % 2 ? part : part.replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").replace(/: /g, ":").replace(/;}/g, "}"),
    )
    .join("")
    .trim();

/** The glue without its indentation. A template over several lines would keep it as text: the glue has none, or stays as it is. */
export const withoutIndent = (glue) => {
  const inTemplate = (glue.match(/`[^`]*`/g) ?? []).some((template) => template.includes("\n"));
  return inTemplate ? glue : glue.replace(/^[ \t]+/gm, "").replace(/\n{2,}/g, "\n");
};
