/**
 * npm run bench:press [-- --rows 100000] [-- --dist dist] [-- --mode charts] [-- --only Overview,Patrol]: what a press costs in a real browser. Opens an
 * invented extract with clock times in the built app (run `npm run build` first) and measures, from the press on, when the charts stand
 * in the document, when their frame has been painted, and when the page is at rest again. Once without WebGL: then
 * there is no map, and the charts are measured alone; once with it: without a graphics card the map's own drawing
 * outweighs all else. With --only just these tabs are pressed, each the first of its kind after opening. Milliseconds, medians; `cpu` is the work of the page's main thread up to rest, which other
 * programs of a busy machine do not stretch. Written to tests/output/bench-page.json.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type CDPSession, type Page } from '@playwright/test'
import { ensureBrowser } from '../tools/browser.ts'
import { writeExtract } from './extract.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    dist: { type: 'string', default: 'dist' },
    mode: { type: 'string', default: 'both' },
    only: { type: 'string' },
  },
})
const ROWS = Number(values.rows)
const ONLY = values.only?.split(',').map((tab) => tab.trim())
const PORT = 4197
const OUTPUT = join(import.meta.dirname, '../output')

/** What one press cost: charts in the document, their frame painted, the page at rest; the main thread's own work. */
interface Cost {
  readonly cpu: number
  readonly script: number
  readonly paint: number
  readonly rest: number
}

/** Put into the page: measures a press, and frames while something is dragged. */
const TOOLS = `
  window.bench = {
    async press(act) {
      const frame = () => new Promise((r) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0) }))
      await frame()
      const start = performance.now()
      act()
      await Promise.resolve()
      const script = performance.now() - start
      await frame()
      const paint = performance.now() - start
      // at rest: five frames in a row that come in time
      let last = performance.now()
      let rest = paint
      for (let quiet = 0; quiet < 5 && last - start < 20000; ) {
        await new Promise(requestAnimationFrame)
        const now = performance.now()
        if (now - last > 34) { quiet = 0; rest = now - start } else quiet++
        last = now
      }
      return { script, paint, rest }
    },
    frames: [],
    watch() {
      this.frames = []
      let last = performance.now()
      const step = () => { const now = performance.now(); this.frames.push(now - last); last = now; this.watching = requestAnimationFrame(step) }
      this.watching = requestAnimationFrame(step)
    },
    stop() { cancelAnimationFrame(this.watching); return this.frames },
  }
`

/** Where the incidents stand. */
const UNDER = '[aria-label="Timeline"]'

/** Milliseconds of processor time the page's main thread has used. */
async function worked(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return 1000 * metrics.find((m) => m.name === 'TaskDuration')!.value
}

const rank = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]

interface Line {
  readonly what: string
  readonly runs: number
  readonly script?: number
  readonly paint?: number
  readonly rest?: number
  readonly cpu?: number
  readonly note?: string
}

const lineOf = (what: string, costs: readonly Cost[], note?: string): Line => ({
  what,
  runs: costs.length,
  script: rank(
    costs.map((c) => c.script),
    0.5,
  ),
  paint: rank(
    costs.map((c) => c.paint),
    0.5,
  ),
  rest: rank(
    costs.map((c) => c.rest),
    0.5,
  ),
  cpu: rank(
    costs.map((c) => c.cpu),
    0.5,
  ),
  note,
})

const say = (l: Line): void => {
  const cell = (v: number | undefined) => (v === undefined ? '' : v.toFixed(1)).padStart(9)
  console.log(
    `${l.what.padEnd(44)}${cell(l.script)}${cell(l.paint)}${cell(l.rest)}${cell(l.cpu)}  ${l.note ?? ''}`,
  )
}

/** Every place of the rail with a tab that a method answers, in the rail's order. */
const TABS: readonly (readonly [place: string, tab: string])[] = [
  ['This week', 'Overview'],
  ['This week', 'Change'],
  ['This week', 'Compare'],
  ['Where', 'Density'],
  ['Where', 'Cells'],
  ['Where', 'Areas'],
  ['Pattern', 'When'],
  ['Pattern', 'Repeat places'],
  ['Pattern', 'Near repeats'],
  ['Tonight', 'Zones'],
  ['Tonight', 'Patrol'],
  ['Did it work?', 'Back-test'],
]
const unknown = ONLY?.find((tab) => !TABS.some(([, t]) => t === tab))
if (unknown !== undefined)
  throw new Error(`--only: "${unknown}" is none of ${TABS.map(([, t]) => t).join(', ')}.`)

/**
 * From the press on a tab to its first answer painted and to the whole one, ms, with what each says. The place is opened
 * before. A method that answers at once has but one.
 */
const ANSWER = `async (place, tab) => {
  const nav = (name) => document.querySelector('nav[aria-label="' + name + '"]')
  const button = [...nav('Tabs of ' + place).querySelectorAll('button')].find((b) => b.textContent.trim() === tab)
  const frame = () => new Promise((r) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0) }))
  await frame()
  const start = performance.now()
  button.click()
  let shown = NaN
  let first = NaN
  let says = ''
  // the answer stands when the heading is a sentence, no title, and nothing is under way, five frames in a row
  for (let quiet = 0; quiet < 5 && performance.now() - start < 120000; ) {
    await frame()
    const panel = document.querySelector('#panel')
    const answered = (panel?.querySelector('h2')?.textContent.length ?? 0) > 24 && !panel.querySelector('[aria-busy=true]') && button.getAttribute('aria-current') !== null
    if (answered && Number.isNaN(first)) {
      first = performance.now() - start
      says = panel.querySelector('h2').textContent
    }
    const there = answered && !panel.querySelector('[role=progressbar]')
    if (!there) { quiet = 0; shown = NaN } else if (quiet++ === 0) shown = performance.now() - start
  }
  return { first, says, whole: shown, saysWhole: document.querySelector('#panel h2')?.textContent ?? '' }
}`

/** Measures everything in one browser; the map is there or not. */
async function measure(file: string, withMap: boolean): Promise<Line[]> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      ...(withMap ? ['--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-3d-apis']),
    ],
  })
  const lines: Line[] = []
  const add = (l: Line) => {
    lines.push(l)
    say(l)
  }
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    // only the incidents are on the map: no method runs while presses are measured
    await page.goto(`http://localhost:${PORT}/#v=1&view=explore&shown=`)
    await page.getByText('Sample town').first().waitFor({ timeout: 60_000 })
    const began = performance.now()
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Open…' }).click(),
    ])
    await chooser.setFiles(file)
    await page
      .getByText(new RegExp(`${ROWS.toLocaleString('en-GB')} incidents from`))
      .first()
      .waitFor({ timeout: 180_000 })
    add({
      what: 'opening the file',
      runs: 1,
      rest: performance.now() - began,
      note: `${ROWS.toLocaleString('en-GB')} rows, in a worker`,
    })
    await page.evaluate(TOOLS)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    // runs what `act` (source of a function body) does, and says what it cost
    const press = async (act: string): Promise<Cost> => {
      const before = await worked(devtools)
      const cost = (await page.evaluate(`bench.press(() => { ${act} })`)) as Cost
      return { ...cost, cpu: (await worked(devtools)) - before }
    }

    for (const [place, tab] of TABS.filter(([, t]) => ONLY?.includes(t) ?? true)) {
      await page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: new RegExp(`${place.replace('?', '.')}$`) })
        .click()
      await page.waitForTimeout(500)
      const before = await worked(devtools)
      const { first, says, whole, saysWhole } = (await page.evaluate(
        `(${ANSWER})(${JSON.stringify(place)}, ${JSON.stringify(tab)})`,
      )) as { first: number; says: string; whole: number; saysWhole: string }
      add({
        what: `${place}: ${tab}, first answer, and all of it`,
        runs: 1,
        paint: first,
        rest: whole,
        cpu: (await worked(devtools)) - before,
        note: (says === saysWhole ? says : `${says} … ${saysWhole}`).slice(0, 100),
      })
    }

    if (ONLY) return lines

    const opened = await press(
      `[...document.querySelectorAll('button')].find((b) => /^Filter/.test(b.textContent.trim())).click()`,
    )
    add(lineOf('filter opened for the first time', [opened]))
    await page.locator('#panel figure .ch-row').first().waitFor()

    const row = (chart: string, k: number) =>
      `[...document.querySelectorAll('#panel figure')].find((f) => f.querySelector('strong').textContent === '${chart}').querySelectorAll('.ch-row')[${k}].dispatchEvent(new MouseEvent('click', { bubbles: true }))`
    for (const chart of ['Beats', 'Streets', 'Weekdays', 'Offences']) {
      const costs: Cost[] = []
      // each bar is pressed, and let go by a second press
      for (let k = 0; k < 4; k++)
        for (const again of [0, 1]) costs.push(await press(row(chart, again ? 0 : k % 2)))
      add(lineOf(`press in ${chart}`, costs))
      await page.evaluate(`document.querySelectorAll('.u-chip-remove').forEach((b) => b.click())`)
      await page.waitForTimeout(300)
    }

    const cells = page.locator('#panel .ch-cells').first()
    await cells.scrollIntoViewIfNeeded()
    add(await drag(page, 'drag over hours of the week', (await cells.boundingBox())!, 40))
    await page.evaluate(`document.querySelectorAll('.u-chip-remove').forEach((b) => b.click())`)
    const brush = page.locator('.ch-brush-ground').first()
    add(await drag(page, 'brush drag on the timeline', (await brush.boundingBox())!, 60))
    await page.evaluate(`document.querySelectorAll('.u-chip-remove').forEach((b) => b.click())`)

    await page
      .getByRole('navigation', { name: 'Under the map' })
      .getByRole('button', { name: /^Incidents/ })
      .click()
    await page.locator(`${UNDER} [role="grid"]`).first().waitFor()
    await page.waitForTimeout(1000)
    const line = (k: number) =>
      `document.querySelectorAll('${UNDER} [role="grid"] tbody tr[aria-rowindex]')[${k}].click()`
    add(lineOf('the first story, with its index', [await press(line(1))]))
    const stories: Cost[] = []
    // as many as the drawer shows; a press on none would cost nothing
    const rows = await page.locator(`${UNDER} [role="grid"] tbody tr[aria-rowindex]`).count()
    for (let k = 2; k < Math.min(rows, 9); k++) stories.push(await press(line(k)))
    if (stories.length > 0) add(lineOf('another story', stories))
    for (const column of ['Where', 'Crime no.', 'Window', 'From', 'How']) {
      const header = `[...document.querySelectorAll('${UNDER} thead button')].find((b) => b.textContent.startsWith('${column}')).click()`
      // a narrow page leaves columns out
      if ((await page.locator(`${UNDER} thead button`, { hasText: new RegExp(`^${column}`) }).count()) === 0)
        continue
      const costs: Cost[] = []
      for (let k = 0; k < 3; k++) costs.push(await press(header))
      add(lineOf(`sort by ${column}, rising, falling, off`, costs))
    }
    const typed: Cost[] = []
    for (const word of ['alder 12', 'rear', 'WM/0001', 'smashed 39'])
      typed.push(
        await press(
          `const box = document.querySelector('${UNDER} input[type=search]'); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, '${word}'); box.dispatchEvent(new Event('input', { bubbles: true }))`,
        ),
      )
    add(lineOf('search by words', typed))

    await devtools.send('HeapProfiler.collectGarbage')
    const heap = (await devtools.send('Runtime.getHeapUsage')) as {
      usedSize: number
      backingStorageSize?: number
    }
    const mb = (b: number) => `${Math.round(b / 2 ** 20)} MB`
    add({
      what: 'memory of the page',
      runs: 1,
      note: `${mb(heap.usedSize)} of objects${heap.backingStorageSize ? `, ${mb(heap.backingStorageSize)} of arrays` : ''}`,
    })
  } finally {
    await browser.close()
  }
  return lines
}

/** Drags across a box and says what its frames took. */
async function drag(
  page: Page,
  what: string,
  box: { x: number; y: number; width: number; height: number },
  steps: number,
): Promise<Line> {
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.5)
  await page.mouse.down()
  await page.evaluate('bench.watch()')
  for (let k = 1; k <= steps; k++)
    await page.mouse.move(box.x + box.width * (0.2 + (0.6 * k) / steps), box.y + box.height * 0.5)
  const frames = (await page.evaluate('bench.stop()')) as number[]
  await page.mouse.up()
  await page.waitForTimeout(500)
  return {
    what,
    runs: frames.length,
    paint: rank(frames, 0.5),
    note: `ms per frame; 95% of frames under ${rank(frames, 0.95).toFixed(0)} ms`,
  }
}

mkdirSync(OUTPUT, { recursive: true })
const file = join(OUTPUT, `bench-${ROWS}.csv`)
writeExtract(file, ROWS)
const server = spawn(process.execPath, [
  'node_modules/vite/bin/vite.js',
  'preview',
  '--outDir',
  values.dist,
  '--port',
  `${PORT}`,
  '--strictPort',
])
try {
  await new Promise((done) => setTimeout(done, 2500))
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
  const result: Record<string, Line[]> = {}
  for (const mode of ['charts', 'map'].filter((m) => values.mode === 'both' || values.mode === m)) {
    console.log(
      `\n${mode === 'map' ? 'With the map, drawn without a graphics card' : 'Charts, timeline and table; no WebGL, so no map'}; ${machine}, load ${loadavg()[0].toFixed(1)}`,
    )
    console.log(
      `${''.padEnd(44)}${['script', 'painted', 'at rest', 'cpu'].map((h) => h.padStart(9)).join('')}  ms`,
    )
    result[mode] = await measure(file, mode === 'map')
  }
  writeFileSync(
    join(OUTPUT, 'bench-page.json'),
    JSON.stringify({ machine, rows: ROWS, load: loadavg(), result }, null, 1) + '\n',
  )
} finally {
  server.kill()
}
