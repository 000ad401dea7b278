/**
 * npm run bench:page [-- --dist dist] [-- --runs 5]: the first second of the built page (run `npm run build` first), each
 * run from a cold profile: when the first words stand, when frame and file name do, when tonight's list does, and which
 * step took how long. Once without WebGL and once with the map drawn in software. Medians of the runs, milliseconds from
 * the start of navigation; and the script that was fetched before the list, packed as a server would. Written to
 * tests/output/bench-first.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { ensureBrowser } from '../tools/browser.ts'
import { host } from '../tools/host.ts'

const { values } = parseArgs({
  options: { dist: { type: 'string', default: 'dist' }, runs: { type: 'string', default: '5' } },
})
const RUNS = Number(values.runs)
const OUTPUT = join(import.meta.dirname, '../output')
/** Put into the page before its own script: notes when the words and parts first stand. */
const WATCH = `
  window.first = {}
  const look = () => {
    const seen = (name, there) => { if (first[name] === undefined && there) first[name] = performance.now() }
    const text = document.body?.textContent ?? ''
    seen('words', /Cocoon/.test(document.getElementById("app")?.textContent ?? ""))
    seen('frame', document.querySelector('nav[aria-label="Places"], nav[aria-label="Views"]') && /Sample town/.test(text))
    seen('list', [...document.querySelectorAll('#panel h2')].some((h) => /homes? to visit/.test(h.textContent)))
    seen('map', document.querySelector('.map-canvas canvas'))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
`

interface Run {
  readonly steps: Readonly<Record<string, number>>
  readonly script: number
  readonly worker: number
}

async function measure(base: string, dist: string, withMap: boolean): Promise<Run> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--no-sandbox',
      '--no-first-run',
      ...(withMap ? ['--enable-unsafe-swiftshader'] : ['--disable-gpu', '--disable-3d-apis']),
    ],
  })
  try {
    // a new browser has a new profile: nothing is kept, no service worker stands
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    const fetched = new Map<string, number>()
    page.on('requestfinished', (r) => fetched.set(r.url(), Date.now()))
    await page.addInitScript(WATCH)
    await page.goto(base)
    await page.waitForFunction(
      () => (window as never as { first: { list?: number } }).first.list !== undefined,
      undefined,
      {
        timeout: 120_000,
      },
    )
    const till = Date.now()
    const steps = (await page.evaluate(`({
      ...Object.fromEntries(performance.getEntriesByType('mark').filter((m) => m.name.startsWith('cocoon:')).map((m) => [m.name.slice(7), m.startTime])),
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      ...window.first,
    })`)) as Record<string, number>
    let [script, worker] = [0, 0]
    for (const [url, at] of fetched) {
      if (at > till || !/\.m?js$/.test(url)) continue
      const size = gzipSync(readFileSync(join(dist, new URL(url).pathname))).length
      if (/worker/.test(url)) worker += size
      else if (!/sw\.js|registerSW|workbox/.test(url)) script += size
    }
    return { steps, script, worker }
  } finally {
    await browser.close()
  }
}

const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

mkdirSync(OUTPUT, { recursive: true })
const server = await host(values.dist)
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
const result: Record<string, unknown> = {}
try {
  for (const withMap of [false, true]) {
    const runs: Run[] = []
    for (let k = 0; k < RUNS; k++) runs.push(await measure(base, values.dist, withMap))
    const names = [...new Set(runs.flatMap((r) => Object.keys(r.steps)))]
    const steps = names
      .map((name) => [name, median(runs.map((r) => r.steps[name] ?? NaN).filter(Number.isFinite))] as const)
      .sort((a, b) => a[1] - b[1])
    const title = withMap ? 'With the map, drawn in software' : 'Without WebGL'
    console.log(`\n${title}; ${RUNS} cold profiles, medians; ${machine}, load ${loadavg()[0].toFixed(1)}`)
    let before = 0
    for (const [name, ms] of steps) {
      console.log(
        `${name.padEnd(14)}${ms.toFixed(0).padStart(7)} ms${`+${(ms - before).toFixed(0)}`.padStart(8)}`,
      )
      before = ms
    }
    const kb = (of: 'script' | 'worker') => `${(median(runs.map((r) => r[of])) / 1000).toFixed(0)} kB gz`
    console.log(`before the list: page script ${kb('script')}, worker ${kb('worker')}`)
    result[title] = {
      steps: Object.fromEntries(steps),
      script: kb('script'),
      worker: kb('worker'),
      load: loadavg(),
    }
  }
  writeFileSync(
    join(OUTPUT, 'bench-first.json'),
    JSON.stringify({ machine, runs: RUNS, result }, null, 1) + '\n',
  )
} finally {
  server.close()
}
