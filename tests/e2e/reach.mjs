// What somebody without a mouse, without good eyes or without the usual text size meets on a page: the way of the Tab key,
// names in the language of the screen, text that is cut off.

/** Runs in the page: gives `window.reach` once. Through evaluate, which is not subject to the page's policy. */
const install = () => {
  if (window.reach) return;
  const shown = (node) => node.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  const brief = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  /** What one sees of a control: a field drawn by its label is as large as that. */
  const seen = (control) => {
    const box = control.getBoundingClientRect();
    if (box.width > 4 && box.height > 4 && getComputedStyle(control).opacity !== "0") return control;
    return control.closest("label") ?? control.labels?.[0] ?? control;
  };
  const ring = (node) => {
    for (let at = node, up = 0; at && up < 3; at = at.parentElement, up += 1) {
      const style = getComputedStyle(at);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
  };
  /** What can be used: the page, or the dialog over it. */
  const top = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const ids = new WeakMap();
  let last = 0;
  const id = (node) => ids.get(node) ?? (ids.set(node, (last += 1)), last);
  /** Where the keyboard is: nothing on the body. */
  const here = () => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const node = seen(at);
    const box = node.getBoundingClientRect();
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    const hit = (x, y) => {
      const found = document.elementFromPoint(x, y);
      return found !== null && (node.contains(found) || at.contains(found) || (found.contains(node) && found.closest("label") !== null));
    };
    const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) => hit(left + (right - left) * x, top + (bottom - top) * y));
    const inSight = right - left > 1 && bottom - top > 1;
    const isSmall = box.height <= 60 && box.width <= innerWidth;
    let held = false;
    // Half of it may be beyond the edge of what scrolls sideways.
    let isAside = false;
    for (let up = at; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      isAside ||= /auto|scroll/.test(style.overflowX) && up.scrollWidth > up.clientWidth;
      held ||= ["fixed", "sticky"].includes(style.position) || (/auto|scroll/.test(style.overflowY) && up.scrollHeight > up.clientHeight);
    }
    return {
      id: id(at), html: brief(at), tag: at.tagName, type: at.type ?? "", group: at.type === "radio" ? at.name : "",
      inSight,
      clear: inSight && (isSmall && !isAside ? points[0] : points.some(Boolean)),
      // Sideways browsers leave it when most of it is in sight.
      whole: !isSmall || (box.top >= -12 && box.bottom <= innerHeight + 12),
      ring: ring(node) || at.matches("main, dialog"), held,
      left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY,
    };
  };
  /** Everything that Tab should stop at, in the order of the page, radio groups as one. */
  const stops = () => {
    const root = top();
    const groups = new Set();
    return [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((node) => {
      if (node.tabIndex < 0 || node.matches(":disabled") || node.closest("[inert]") || !shown(node)) return false;
      if (node.type !== "radio") return true;
      const isNew = !groups.has(node.name);
      groups.add(node.name);
      return isNew;
    }).map((node) => ({ id: id(node), html: brief(node), group: node.type === "radio" ? node.name : "" }));
  };
  /** Texts in sight that do not fit what holds them. */
  const cut = () => {
    const found = [];
    const walker = document.createTreeWalker(top(), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const holder = text.parentElement;
      if (!text.data.trim() || !shown(holder) || holder.closest("option, select, svg, .visually-hidden, .sheet, .paper, .blank-page, textarea, script")) continue;
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      if (boxes.length === 0) continue;
      const left = Math.min(...boxes.map((box) => box.left));
      const right = Math.max(...boxes.map((box) => box.right));
      const high = Math.min(...boxes.map((box) => box.top));
      const low = Math.max(...boxes.map((box) => box.bottom));
      // The box of a line is higher than its letters.
      const most = Math.max(4, boxes[0].height / 4);
      for (let up = holder; up && up !== document.body; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (style.clipPath !== "none" && style.position === "absolute") break;
        const box = up.getBoundingClientRect();
        const isControl = up.matches("button, label, .button, .button-main, .chip, th, td, a");
        const clipsX = /hidden|clip/.test(style.overflowX);
        const clipsY = /hidden|clip/.test(style.overflowY);
        // What scrolls can be brought into sight.
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
        if (style.display === "inline") continue;
        const beyondX = left < box.left - 2 || right > box.right + 2;
        const beyondY = high < box.top - most || low > box.bottom + most;
        if (((clipsX || isControl) && beyondX) || ((clipsY || isControl) && beyondY)) {
          found.push(`${text.data.trim().slice(0, 30)} | ${brief(up).slice(0, 100)} | ${Math.round(right - box.right)} ${Math.round(low - box.bottom)} ${Math.round(box.left - left)} ${Math.round(box.top - high)}`);
          break;
        }
        if (["fixed", "sticky", "absolute"].includes(style.position)) break;
      }
    }
    return [...new Set(found)];
  };
  /** Texts in sight, each with the language its part of the page declares. */
  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(top(), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (text && shown(holder) && !holder.closest(".personal, .ws-id, [translate=no], code, .code, .paper, .sheet, textarea, script"))
        found.push({ text, lang: holder.closest("[lang]")?.lang ?? "" });
    }
    return found;
  };
  window.reach = { here, stops, cut, texts };
};

const inPage = async (page, what) => {
  await page.evaluate(install);
  return page.evaluate((what) => window.reach[what](), what);
};

export const here = (page) => inPage(page, "here");
/** What parts of the page that declare another language say, such as the paper for the ward. */
export const otherwise = (page, language) =>
  page.evaluate((language) => {
    const said = (part) => [part.textContent, ...[part, ...part.querySelectorAll("[aria-label]")].map((named) => named.getAttribute("aria-label") ?? "")].join(" ");
    return [...document.querySelectorAll("main [lang], dialog [lang]")].filter((part) => part.lang !== language).map(said);
  }, language);
export const cutTexts = (page) => inPage(page, "cut");
export const texts = (page) => inPage(page, "texts");

/**
 * Goes through the page by Tab until it comes round. Gives what was met, in order, and what is wrong: what Tab
 * never reaches, where it does not come round, where one does not see where one is.
 */
export async function tabWalk(page, { most = 400 } = {}) {
  const wanted = await inPage(page, "stops");
  const met = [];
  const faults = [];
  for (let step = 0; ; step += 1) {
    if (step > most) {
      faults.push(`Tab does not come round in ${most} steps`);
      break;
    }
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => window.reach.here());
    // Past the last control the browser takes the keyboard for a moment.
    if (at === null) {
      met.push({ isEnd: true });
      continue;
    }
    if (at.id === met.find(({ isEnd }) => !isEnd)?.id && met.length > 1) break;
    if (met.at(-1)?.id === at.id) {
      // A field of several parts, as for a month, is one stop of the page.
      if (["month", "date"].includes(at.type)) continue;
      if (wanted.length > 1) faults.push(`Tab stays on ${at.html}`);
      break;
    }
    // The page begins anew.
    if (at.id === wanted[0]?.id) met.push({ isEnd: true });
    met.push(at);
    if (!at.inSight) faults.push(`out of sight: ${at.html}`);
    else if (!at.clear) faults.push(`covered: ${at.html}`);
    else if (!at.whole) faults.push(`partly out of sight: ${at.html}`);
    if (!at.ring) faults.push(`no ring: ${at.html}`);
  }
  const ids = new Set(met.map(({ id }) => id));
  const groups = new Set(met.map(({ group }) => group).filter(Boolean));
  for (const stop of wanted) {
    if (!ids.has(stop.id) && !groups.has(stop.group)) faults.push(`never reached: ${stop.html}`);
  }
  return { met, faults };
}

/** Places where Tab goes up the page without going on to a column further right. */
export const jumpsUp = (met) =>
  met.flatMap((at, index) => {
    const before = met[index - 1];
    const isUp = before && !before.isEnd && !at.isEnd && !before.held && !at.held && at.bottom <= before.top && at.left < before.right - 1;
    return isUp ? [`${before.html} → ${at.html}`] : [];
  });

/** What a screen reader calls every control on the page: [{role, name, description}]. */
export async function names(page) {
  const debug = await page.context().newCDPSession(page);
  const { nodes } = await debug.send("Accessibility.getFullAXTree");
  await debug.detach();
  const roles = new Set(["button", "link", "checkbox", "radio", "textbox", "combobox", "listbox", "slider", "spinbutton", "gridcell", "tab", "switch",
    "dialog", "navigation", "region", "radiogroup", "group", "img", "image", "grid", "table", "heading", "progressbar", "searchbox", "menuitem", "DisclosureTriangle"]);
  // What the browser itself draws into a field for a date is in the browser's language.
  const own = /^(Year|Month|Day)( |$)|^Show (date|month) picker/;
  return nodes
    .filter((node) => !node.ignored && !own.test(node.name?.value ?? "") && roles.has(node.role?.value))
    .map((node) => ({ role: node.role.value, name: node.name?.value?.trim() ?? "", description: node.description?.value ?? "" }));
}

/** Roles that need no name of their own. */
const MAY_BE_NAMELESS = new Set(["group", "table", "radiogroup", "region"]);
export const nameless = (found) => found.filter(({ role, name }) => name === "" && !MAY_BE_NAMELESS.has(role));

const JAPANESE = /[\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff々]/;
/** Words of the app's world that are the same in Japanese: names of programs, formats, keys and units. */
const KNOWN = /AGE-SECRET-KEY\S*|English|Excel|CSV|TSV|JSON|OneRoster|Japan Profile|zip|QR|PDF|ICT|A4|LocalStorage|IndexedDB|Chromebook|Chrome|Safari|Edge|InPrivate|iPad|Windows|Content-Security-Policy|hosting\.md|content\.json|Cookie|https?(:\/\/)?|age1?|kizuki\S*|Ctrl|Alt|Tab|Enter|Space|Esc|JIS X|WCAG|\bAA?\b|NVDA|NEST|default-sample|PC-Talker|VoiceOver|axe-core|Chromium|Firefox ESR|WebKit|Linux|\b[0-9a-f]{16}\b|[A-Z]\d+|SC|SSW|SRSS\S*|UTF-8|CP932|Shift_JIS|UTC\S*|GET|MiB|KiB|MB|GB|px|BIZ UDP?Gothic|F12|\.\w+/g;

/** What is said in another language than the screen's: Japanese in English, English words of three letters or more in Japanese. */
export const foreign = (found, language, own = []) =>
  found.filter((text) => {
    // One or two letters are no word, and would only break the known ones.
    const ownWords = language === "en" ? own : own.filter((word) => word.length > 2);
    const rest = ownWords.reduce((rest, word) => rest.replaceAll(word, ""), text);
    return language === "en" ? JAPANESE.test(rest) : /[A-Za-z]{3,}/.test(rest.replace(KNOWN, ""));
  });
