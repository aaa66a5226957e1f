/** Text with its parts marked for colour. Never HTML: what is shown was partly said by somebody. */

const SSML = /(?<tag><[^>]*>)|(?<words>[^<]+)/g;
const JSON_PARTS = /(?<name>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*|true|false|null)|(?<rest>[^"\d\-tfn]+|.)/g;

/** SSML, a line a cue. */
export function ssml(text) {
  return marked(text.replaceAll("/> ", "/>\n"), SSML);
}

export function json(value) {
  return marked(JSON.stringify(value, null, 2), JSON_PARTS);
}

function marked(text, parts) {
  const shown = document.createElement("pre");
  shown.tabIndex = 0;
  for (const { groups } of text.matchAll(parts)) {
    const [kind, words] = Object.entries(groups).find(([, found]) => found !== undefined);
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = words;
    shown.append(part);
  }
  return shown;
}
