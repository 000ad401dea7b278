/**
 * The first script of the page, a few kilobytes: it draws the frame, and asks for data, workers and desk side by side.
 * The page of rounds on a phone needs none of them, and a foreign frame gets none.
 */
import './ui/ui.css'
import './charts/charts.css'
import './app/app.css'
import { startSample } from './desk/files/sample.ts'
import { inForeignFrame } from './desk/frameGuard.ts'
import { isStreet, keptRound } from './desk/streetAddress.ts'
import { PLACES } from './desk/view.ts'
import { startWorker } from './worker/early.ts'

/** What stands until the desk does: its own frame, with the names of file and places. The desk takes its place. */
function drawFrame(): void {
  const rail = PLACES.map(
    (p) => `<span class="u-rail-item"><span class="u-rail-icon a-first"></span>${p.title}</span>`,
  )
  document.getElementById('app')!.innerHTML = `<div class="u-frame" aria-busy="true">
    <header class="u-frame-head"><div class="a-header"><span class="a-mark"><strong>Cocoon</strong></span>
    <span class="a-file"><strong>Sample town</strong></span></div></header>
    <nav class="u-rail" aria-label="Places">${rail.join('')}</nav><div class="u-frame-body"></div></div>`
}

if (!inForeignFrame() && !isStreet() && !keptRound()) {
  // one reads the sample, the other makes the list
  startWorker('reads')
  startWorker('lists')
  startSample()
  drawFrame()
  void import('./app/Desk.tsx')
}
void import('./main.tsx')
