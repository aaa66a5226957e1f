/** Where one is in the routine, and how full the breath is. */

/** The circle's size when one has breathed out, against its size when one has breathed in. */
export const EMPTY = 0.56;

/** The moment of an answer at a position, in seconds; null before the first. */
export function momentAt(turn, position) {
  return turn?.stays.findLast((moment) => moment.at <= position) ?? null;
}

/** The cue heard last at a position; null before the first. */
export function cueAt(turn, position) {
  return turn?.cues.findLast((cue) => cue.at <= position) ?? null;
}

/** How large the circle is, from EMPTY to 1: it grows with the breath in, and shrinks with the breath out. */
export function fullness(moment, position) {
  if (!moment?.phase) return EMPTY;
  const done = Math.min(1, Math.max(0, (position - moment.at) / moment.seconds));
  const eased = (1 - Math.cos(Math.PI * done)) / 2;
  return EMPTY + (1 - EMPTY) * (moment.phase === "in" ? eased : 1 - eased);
}

/** "breath 3 of 8", or what one does instead of counting. */
export function count(moment) {
  if (!moment) return "";
  if (moment.phase && moment.of) return `breath ${moment.breath} of ${moment.of}`;
  return { setup: "getting into it", way_out: "coming out of it", rest: "resting" }[moment.doing] ?? "";
}

/** Seconds as minutes: 3:07. */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
