/** One gesture of the user: a press with its drag, or a key with its repeats. What it changes is one step to undo. */

// keeps no data: a counter
let now = 0
const next = (e: Event): void => {
  if (!(e instanceof KeyboardEvent && e.repeat)) now++
}
if (typeof window !== 'undefined')
  for (const type of ['pointerdown', 'keydown']) window.addEventListener(type, next, true)

/** The number of the gesture under way; the same while a drag or a held key lasts. */
export const gesture = (): number => now
