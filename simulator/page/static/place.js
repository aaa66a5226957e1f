/** Where one is in an answer, and how full the breath is. */

/** The circle's size when one has breathed out, against its size when one has breathed in. */
export const EMPTY = 0.56;

/** Where somebody is at a position of an answer, in seconds: led by it, or waiting; null where nothing tells. */
export function whereAt(turn, position) {
  if (!turn) return null;
  const led = position < turn.seconds ? turn.stays.findLast((stay) => stay.at <= Math.max(0, position)) : null;
  return led ?? turn.waiting;
}

/** The cue heard last at a position; null before the first. */
export function cueAt(turn, position) {
  return turn?.cues.findLast((cue) => cue.at <= position) ?? null;
}

/** Whether words are being said at a position, and it isn't quiet. */
export function speaksAt(turn, position) {
  const cue = cueAt(turn, position);
  return cue !== null && position < cue.at + cue.seconds;
}

/** How large the circle is, from EMPTY to 1: it grows with the breath in, and shrinks with the breath out. */
export function fullness(where, position) {
  if (!where?.phase || where.at === undefined) return EMPTY;
  const done = Math.min(1, Math.max(0, (position - where.at) / where.seconds));
  const eased = (1 - Math.cos(Math.PI * done)) / 2;
  return EMPTY + (1 - EMPTY) * (where.phase === "in" ? eased : 1 - eased);
}

/** "breath 3 of 8"; empty where none is counted. */
export function count(where) {
  return where?.breath && where.of ? `breath ${where.breath} of ${where.of}` : "";
}

/** Seconds as minutes: 3:07. */
export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
