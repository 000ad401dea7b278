/**
 * Another site that shows this page in a frame of its own could lay something over it and lead a press astray. A
 * policy in the page cannot forbid it (`frame-ancestors` works only as a header), so the page refuses to start there.
 */

/** Whether this page stands in a frame of another origin. */
export function inForeignFrame(win: Window = window): boolean {
  if (win.top === win.self) return false
  try {
    return win.top!.location.origin !== win.location.origin
  } catch {
    // another origin does not even let itself be asked
    return true
  }
}

/** Says so in place of the page. */
export function refuseFrame(): void {
  document.getElementById('app')!.textContent =
    'Cocoon does not run inside another site’s page. Open it in a window of its own.'
}
