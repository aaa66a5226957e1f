/** Amazon's own renderer, loaded when the first document is to be shown: it is 5 MB. */

const ADDRESS = "/page/apl-viewhost-web.js";
const LOUDEST_LOG = "warn";

let loading = null;

function load() {
  loading ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    const failure = () => failed(new Error("the renderer of screens can't be loaded"));
    script.src = ADDRESS;
    // At once: the engine says only once that it is there.
    script.addEventListener("load", () => (window.AplRenderer ? window.AplRenderer.initEngine().then(loaded, failed) : failure()));
    script.addEventListener("error", failure);
    document.head.append(script);
  });
  return loading;
}

/**
 * Shows a document with its data sources in an element as large as the viewport: its width and height in pixels, its dpi,
 * whether it isRound, and its mode, as Amazon's viewport profiles name them.
 *
 * `milliseconds` gives the time since the document appeared, by which its commands run: that of the conversation, so
 * that what moves keeps step with what is said, also faster than real time. Raises where the document is none.
 */
export async function show(view, { document: content, datasources }, milliseconds, send, { mode, ...viewport }) {
  await load();
  const { AplRenderer } = window;
  const made = AplRenderer.Content.create(JSON.stringify(content));
  for (const [name, source] of Object.entries(parameters(content, datasources))) made.addData(name, JSON.stringify(source));
  if (made.isError() || !made.isReady()) throw new Error("the renderer can't read the document");
  const renderer = AplRenderer.default.create({
    content: made,
    view,
    environment: { agentName: "page", agentVersion: "1.0", allowOpenUrl: false, disallowVideo: true },
    viewport,
    mode,
    theme: "dark",
    utcTime: Date.now(),
    localTimeAdjustment: -60_000 * new Date().getTimezoneOffset(),
    notLoadFonts: true,
    logLevel: LOUDEST_LOG,
    onSendEvent: send,
  });
  let latest = 0;
  renderer.updateTime = () => {
    latest = Math.max(latest, milliseconds());
    renderer.context?.updateTime(latest, Date.now());
  };
  // The renderer takes places on the page for places in the window, and misses where the page is scrolled.
  renderer.getScreenCoords = ({ clientX, clientY }) => ({ x: clientX, y: clientY });
  // A mouse is not heeded for half a second after a finger, and the renderer takes its own beginning for a finger.
  renderer.lastPointerEventTimestamp = 0;
  await renderer.init();
  return renderer;
}

/** A document's parameters and what they stand for: all data sources for "payload", one of them by its own name. */
function parameters(content, datasources = {}) {
  const names = content.mainTemplate?.parameters ?? [];
  return Object.fromEntries(names.map((name) => [name, name === "payload" ? datasources : (datasources[name] ?? {})]));
}
