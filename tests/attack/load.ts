/**
 * `npm run attack:load`: what a day at a desk does to the built page: a 100,000-row file opened again and again, fifty files at once,
 * storms of Cancel, a worker that dies in the middle of a run, two tabs writing. Prints one table; exits 1 if anything is lost.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { choose, launch, served } from './harness.ts'

const LOADS = Number(process.env.COCOON_LOADS ?? 20)
const ROWS = Number(process.env.COCOON_LOAD_ROWS ?? 100_000)
const only = process.argv[2]

const HEAD = 'Crime No,Offence,Committed From,Easting,Northing,Address'
const line = (i: number, from: string) =>
  `${from}${i},${i % 3 ? 'Burglary Residential' : 'Theft from Motor Vehicle'},${String(1 + (i % 28)).padStart(2, '0')}/${String(1 + (i % 12)).padStart(2, '0')}/2025 18:30,${440000 + ((i * 37) % 9000)},${330000 + ((i * 53) % 9000)},${1 + (i % 90)} Alder Road`
/** `first`: another one is a file of other crimes. */
const file = (n: number, from = 'C', first = 0) =>
  [HEAD, ...Array.from({ length: n }, (_, i) => line(first + i, from))].join('\n') + '\n'

/** Memory of the processes that draw pages, MB: typed arrays lie outside the heap that the page itself can measure. */
function memory(browserPid: number): number {
  const status = new Map(
    readdirSync('/proc')
      .filter((p) => /^\d+$/.test(p))
      .flatMap((p) => {
        try {
          const stat = readFileSync(`/proc/${p}/stat`, 'latin1')
          const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
          const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, 'latin1'))?.[1] ?? 0)
          const renders = readFileSync(`/proc/${p}/cmdline`, 'latin1').includes('--type=renderer')
          return [[Number(p), { ppid, rss, renders }] as const]
        } catch {
          return []
        }
      }),
  )
  const below = (p: number): boolean => {
    for (let at = p; at > 1; at = status.get(at)?.ppid ?? 0) if (at === browserPid) return true
    return false
  }
  let sum = 0
  for (const [p, { rss, renders }] of status) if (renders && below(p)) sum += rss
  return sum / 1024
}

async function open(browser: Browser, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  // workers are kept in sight, to be killed
  await page.addInitScript(() => {
    const all: Worker[] = []
    const Own = window.Worker
    window.Worker = class extends Own {
      constructor(...a: ConstructorParameters<typeof Own>) {
        super(...a)
        all.push(this)
      }
    }
    Object.assign(window, { workers: all })
  })
  await page.goto(url, { timeout: 60_000 })
  await page.getByText('Invented data').waitFor({ timeout: 60_000 })
  return { page, errors }
}

/** What was waited for, on one line. */
const plain = (message: string): string =>
  stripVTControlCharacters(message).replace(/\s+/g, ' ').slice(0, 240)

const rest = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.u-progress'), undefined, { timeout: 120_000 })

type Trial = (
  browser: Browser,
  at: { readonly url: string; readonly folder: string; readonly big: string },
) => Promise<string>

const TRIALS: Readonly<Record<string, Trial>> = {
  [`memory: ${LOADS} loads of ${ROWS.toLocaleString('en')} rows`]: async (browser, { url, big }) => {
    const { page, errors } = await open(browser, url)
    const cdp = await page.context().newCDPSession(page)
    const pid = Number(
      (await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')).processInfo.find(
        (p) => p.type === 'browser',
      )?.id,
    )
    const measured: number[] = []
    for (let k = 0; k < LOADS; k++) {
      await choose(page, [big])
      if (k > 0) await page.getByRole('button', { name: /^Replace/ }).click({ timeout: 60_000 })
      await page.locator('.a-file', { hasText: 'big.csv' }).first().waitFor({ timeout: 60_000 })
      await rest(page)
      await cdp.send('HeapProfiler.collectGarbage')
      await page.waitForTimeout(500)
      await cdp.send('HeapProfiler.collectGarbage')
      measured.push(Math.round(memory(pid)))
    }
    await page.close()
    if (errors.length > 0) throw new Error(`an error nobody caught: ${errors[0]}`)
    // the first load builds what stays: the second is what the others are held against
    const [first, last] = [Math.max(measured[0], measured[1] ?? 0), measured.at(-1)!]
    if (last > first * 1.2) throw new Error(`${measured.join(', ')} MB`)
    return `${measured.join(', ')} MB: last ${Math.round((100 * last) / first - 100)} % from the first`
  },
  'fifty files at once': async (browser, { url, folder }) => {
    const { page, errors } = await open(browser, url)
    const paths = Array.from({ length: 50 }, (_, k) => {
      const path = join(folder, `part-${k}.csv`)
      writeFileSync(path, file(200, `P${k}-`, 200 * k))
      return path
    })
    const began = Date.now()
    await choose(page, paths)
    await page.waitForFunction(() => /10,000 incidents/.test(document.body.innerText), undefined, {
      timeout: 120_000,
    })
    await page.close()
    if (errors.length > 0) throw new Error(`an error nobody caught: ${errors[0]}`)
    return `10,000 incidents of 50 files, ${((Date.now() - began) / 1000).toFixed(1)} s`
  },
  'a storm of 30 openings, each cancelled': async (browser, { url, big }) => {
    const { page, errors } = await open(browser, url)
    const before = await page.locator('.a-file').first().textContent()
    for (let k = 0; k < 30; k++) {
      await choose(page, [big])
      const cancel = page.getByRole('button', { name: 'Cancel' }).first()
      await cancel.click({ timeout: 3000 }).catch(() => undefined)
      // the file may have been read before Cancel was there
      if ((await page.locator('.a-file').first().textContent()) !== before) break
    }
    await page.waitForTimeout(3000)
    await choose(page, [big])
    await page.waitForFunction(
      () => /big\.csv/.test(document.querySelector('.a-file')?.textContent ?? ''),
      undefined,
      { timeout: 120_000 },
    )
    await page.close()
    if (errors.length > 0) throw new Error(`an error nobody caught: ${errors[0]}`)
    return 'the next opening works'
  },
  'a worker that dies in the middle of a run': async (browser, { url, big }) => {
    const { page, errors } = await open(browser, url)
    const place = (name: string, tab: string) =>
      page
        .getByRole('navigation', { name: 'Places' })
        .getByRole('button', { name: new RegExp(`${name}$`) })
        .click()
        .then(() =>
          page
            .getByRole('navigation', { name: `Tabs of ${name}` })
            .getByRole('button', { name: tab, exact: true })
            .click(),
        )
    await rest(page)
    await place('Pattern', 'Near repeats')
    const kill = () =>
      page.evaluate(() => {
        const { workers } = window as unknown as { workers: Worker[] }
        for (const w of workers.splice(0)) {
          w.terminate()
          w.dispatchEvent(new ErrorEvent('error', { message: 'killed' }))
        }
      })
    let said = 0
    for (let k = 0; k < 5; k++) {
      await page.waitForTimeout(150)
      await kill()
      // a busy machine takes a while to say it
      said += await page
        .getByText(/The calculation stopped/)
        .first()
        .waitFor({ timeout: 10_000 })
        .then(
          () => 1,
          () => 0,
        )
      const again = page.getByRole('button', { name: /again|Run/i }).first()
      await again.click({ timeout: 2000 }).catch(() => undefined)
    }
    await page.waitForTimeout(1000)
    await place('Where', 'Density')
    await rest(page)
    await choose(page, [big])
    await page.waitForFunction(
      () => /big\.csv/.test(document.querySelector('.a-file')?.textContent ?? ''),
      undefined,
      { timeout: 120_000 },
    )
    await page.close()
    if (errors.length > 0) throw new Error(`an error nobody caught: ${errors[0]}`)
    if (said === 0) throw new Error('killed five times, and never said')
    return `killed 5 times, said ${said} times, a file opens afterwards`
  },
  'two tabs writing, and a reload in between': async (browser, { url }) => {
    const context = await browser.newContext()
    const pages = [await context.newPage(), await context.newPage()]
    const errors: string[] = []
    for (const page of pages) {
      page.on('pageerror', (e) => errors.push(e.message))
      await page.goto(url)
      await page.getByText('Invented data').waitFor({ timeout: 60_000 })
    }
    const save = async (page: Page, name: string) => {
      await page.bringToFront()
      await page.keyboard.press('Control+Shift+S')
      await page.getByRole('textbox', { name: 'Save what is shown now as' }).fill(name)
      await page.keyboard.press('Enter')
      // what is shown is the same each time: in front stands the first view of it
      await page.locator('.bf-view-name', { hasText: name }).waitFor({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Done' }).click()
    }
    for (let k = 0; k < 5; k++)
      for (const [t, page] of pages.entries()) await save(page, `tab ${t} view ${k}`)
    await pages[0].waitForTimeout(1500)
    for (const [t, page] of pages.entries()) {
      await page.bringToFront()
      await page.reload()
      await page
        .getByRole('button', { name: `Undo: view “tab ${t} view 4” saved` })
        .waitFor({ timeout: 30_000 })
    }
    // what both remembered is remembered
    const third = await context.newPage()
    await third.goto(url)
    await third.getByText('Invented data').waitFor({ timeout: 60_000 })
    await third.keyboard.press('Control+Shift+S')
    await third
      .getByText(/^10 views$|Use my usual views \(10\)/)
      .first()
      .waitFor({ timeout: 30_000 })
    await context.close()
    if (errors.length > 0) throw new Error(`an error nobody caught: ${errors[0]}`)
    return '5 steps of each tab are back in its own, and a third has the views of both'
  },
}

const lost = await served(['dist/index.html'], async (at) => {
  let lost = 0
  const big = join(at.folder, 'big.csv')
  writeFileSync(big, file(ROWS))
  console.log('| what was tried | survived or lost |\n| --- | --- |')
  for (const [what, trial] of Object.entries(TRIALS).filter(([w]) => !only || w.includes(only))) {
    const browser = await launch()
    const told = await trial(browser, { ...at, big }).then(
      (words) => `survived: ${words}`,
      (error: Error) => (lost++, `LOST: ${plain(error.message)}`),
    )
    console.log(`| ${what} | ${told} |`)
    await browser.close()
  }
  return lost
})
process.exit(lost ? 1 : 0)
