/**
 * npm run bench:tasks [-- --rows 1000000] [-- --file incidents.csv] [-- --dist dist] [-- --mode map] [-- --names]: the longest
 * tasks of the page's main thread while a file opens in the built page (run `npm run build` first), while every place and
 * tab is visited, and while the rounds are printed. `cpu` is the processor time of the task, which other programs of a
 * busy machine do not stretch, and in which waiting for graphics that are drawn in software is not counted; `ms` is what
 * a person waits. Once without WebGL and once with the map drawn in software. `--names` says which functions the long
 * tasks spent their time in, at some cost to the figures. Written to tests/output/bench-tasks.json.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { holdPrints } from '../e2e/tools.ts'
import { ensureBrowser } from '../tools/browser.ts'
import { host } from '../tools/host.ts'
import { writeExtract } from './extract.ts'
import { namesIn, tasksOf, type Task, type TraceEvent } from './trace.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    file: { type: 'string' },
    dist: { type: 'string', default: 'dist' },
    mode: { type: 'string', default: 'both' },
    over: { type: 'string', default: '50' },
    only: { type: 'string', default: 'sample,open,places,print' },
    names: { type: 'boolean', default: false },
  },
})
const OUTPUT = join(import.meta.dirname, '../output')
/** Milliseconds of processor time from which on a task is listed; over 100 ms a person feels it. */
const OVER = Number(values.over)
const PARTS = values.only.split(',')

const PLACES = ['Tonight', 'This week', 'Where', 'Pattern', 'Series', 'Did it work?', 'Report']

/** Until nothing is under way and the map stands, two seconds in a row. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    let quiet = performance.now()
    for (const start = quiet; performance.now() - start < 150000 && performance.now() - quiet < 2000; ) {
      await new Promise((r) => setTimeout(r, 50))
      if (document.querySelector('[role=progressbar], [aria-busy=true]')) quiet = performance.now()
    }
  })()`)
}

/** The file is chosen, as a drop would; done once its answer is painted. */
async function open(page: Page, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open…' }).click(),
  ])
  await chooser.setFiles(file)
  // the panel of the file, but not that of the sample; looked at by hand, since a search by words walks the whole page
  await page.waitForFunction(
    () => /[\d,]+ incidents from/.test(document.querySelector('#panel')?.textContent ?? ''),
    undefined,
    { timeout: 180_000, polling: 250 },
  )
  await settled(page)
}

/** Every place and each of its tabs, once. */
async function places(page: Page): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Places' })
  for (const place of PLACES) {
    await rail.getByRole('button', { name: new RegExp(`${place.replace('?', '.')}$`) }).click()
    const tabs = page.getByRole('navigation', { name: `Tabs of ${place}` }).getByRole('button')
    for (let k = 0; k < (await tabs.count()); k++) {
      await tabs.nth(k).click()
      await settled(page)
    }
    await settled(page)
  }
}

/** Tonight's doors or streets on paper; the print dialogue itself is left out. */
async function print(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /Tonight$/ })
    .click()
  await page.getByRole('navigation', { name: 'Tabs of Tonight' }).getByRole('button').first().click()
  await settled(page)
  const button = page.getByRole('button', { name: /^Print (\d|the street list)/ }).first()
  if (
    !(await button.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    ))
  )
    return console.log('nothing to print')
  await button.click()
  await page.waitForFunction(() => (window as never as { printed?: number }).printed, undefined, {
    timeout: 120_000,
    polling: 250,
  })
  // the dialogue is closed again, and the sheets go
  await page.evaluate(`window.printed = 0; window.dispatchEvent(new Event('afterprint'))`)
}

interface Part {
  readonly part: string
  readonly seconds: number
  readonly longest: number
  readonly tasks: readonly Task[]
}

async function measure(base: string, file: string, withMap: boolean): Promise<Part[]> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--no-sandbox',
      '--no-first-run',
      ...(withMap
        ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']
        : ['--disable-gpu', '--disable-3d-apis']),
    ],
  })
  const done: Part[] = []
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    await holdPrints(page)
    await page.goto(base)
    await page.getByText('Sample town').first().waitFor({ timeout: 60_000 })
    await settled(page)
    const parts = {
      sample: () => print(page),
      open: () => open(page, file),
      places: () => places(page),
      print: () => print(page),
    }
    for (const [part, act] of Object.entries(parts)) {
      if (part !== 'open' && !PARTS.includes(part)) continue
      await browser.startTracing(page, {
        categories: [
          'toplevel',
          'devtools.timeline',
          'disabled-by-default-devtools.timeline',
          'v8',
          'blink.user_timing',
          ...(values.names ? ['disabled-by-default-v8.cpu_profiler'] : []),
        ],
      })
      const began = performance.now()
      let failed: unknown
      try {
        await act()
      } catch (error) {
        failed = error
      }
      const seconds = (performance.now() - began) / 1000
      const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
        traceEvents: TraceEvent[]
      }
      const all = tasksOf(trace.traceEvents)
      const tasks = all.filter((t) => t.cpu >= OVER || t.ms >= 2 * OVER)
      const longest = Math.max(0, ...all.map((t) => t.cpu))
      done.push({ part, seconds, longest, tasks })
      console.log(
        `${part.padEnd(8)}${seconds.toFixed(1).padStart(7)} s, ${all.length} tasks, longest ${longest.toFixed(0)} ms cpu; ${all.filter((t) => t.cpu > 100).length} over 100 ms`,
      )
      for (const t of tasks) {
        console.log(
          `  at ${(t.at / 1000).toFixed(2).padStart(6)} s ${t.cpu.toFixed(0).padStart(6)} ms cpu ${t.ms.toFixed(0).padStart(6)} ms  ${t.parts.join(' · ')}`,
        )
        if (values.names)
          for (const line of namesIn(trace.traceEvents, t)) console.log(`             ${line}`)
      }
      if (failed) throw failed
    }
  } finally {
    await browser.close()
  }
  return done
}

mkdirSync(OUTPUT, { recursive: true })
const file = values.file ?? join(OUTPUT, `bench-${values.rows}.csv`)
if (!existsSync(file)) writeExtract(file, Number(values.rows))
const server = await host(values.dist)
try {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
  const result: Record<string, Part[]> = {}
  for (const mode of ['without', 'map'].filter((m) => values.mode === 'both' || values.mode === m)) {
    console.log(
      `\n${mode === 'map' ? 'With the map, drawn in software' : 'Without WebGL'}; ${machine}, load ${loadavg()[0].toFixed(1)}`,
    )
    result[mode] = await measure(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      file,
      mode === 'map',
    )
  }
  writeFileSync(
    join(OUTPUT, 'bench-tasks.json'),
    JSON.stringify({ machine, load: loadavg(), result }, null, 1) + '\n',
  )
} finally {
  server.close()
}
