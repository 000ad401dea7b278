/** What the browser tests share: opening files as a user does, paper as text, and a log of every request. */
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type FileChooser, type Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Opens the page and waits for the sample town to be analysed. */
export async function openSample(page: Page, hash = ''): Promise<void> {
  await page.goto('./' + hash)
  await expect(page.getByText('Sample town', { exact: true })).toBeVisible()
  // the name stands before the rows do
  await expect(page.getByText('Invented data')).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
}

/**
 * Serves every fortieth row of the sample town instead of the town, for tests of files that the user opens: what they look at
 * comes after the sample, and reading and analysing all of it again at each opening is half their time. Call before the page
 * is opened.
 */
export async function fewOfTheSample(page: Page): Promise<void> {
  for (const name of ['incidents', 'addresses'])
    await page.route(new RegExp(`/assets/${name}-[\\w-]+\\.csv$`), (route) => {
      const [head, ...rows] = readFileSync(`data/town/${name}.csv`, 'utf8').trim().split('\n')
      const body = [head, ...rows.filter((_, i) => i % 40 === 0)].join('\n') + '\n'
      return route.fulfill({ contentType: 'text/csv', body })
    })
}

/** Waits until everything that was done is on the shelf: leaving would be asked about otherwise. */
export const settled = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const leave = new Event('beforeunload', { cancelable: true })
        window.dispatchEvent(leave)
        return leave.defaultPrevented
      }),
    )
    .toBe(false)

/** The link to what is shown, by the palette's own command; the address bar never holds it. */
export async function linkOf(page: Page): Promise<string> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      ;(window as unknown as { copied: string }).copied = text
      return Promise.resolve()
    }
  })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Copy a link to this view')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => (window as unknown as { copied?: string }).copied)
  expect(new URL(page.url()).hash).toBe('')
  return page.evaluate(() => {
    const { copied } = window as unknown as { copied: string }
    ;(window as unknown as { copied: string }).copied = ''
    return copied
  })
}

type Made = { name: string; mimeType: string; buffer: Buffer } | string

/**
 * The chooser of files that a press opens. A page that answers a press after more than five seconds may not open one any
 * more: it says so, and is pressed again.
 */
export async function chooserOf(page: Page, press: () => Promise<unknown>): Promise<FileChooser> {
  let found: FileChooser | undefined
  await expect(async () => {
    ;[found] = await Promise.all([page.waitForEvent('filechooser', { timeout: 15_000 }), press()])
  }).toPass()
  return found!
}

/** Chooses files through the header's own button, with what is read of them in front. */
export async function chooseFiles(page: Page, files: Made | readonly Made[]): Promise<void> {
  await goTo(page, 'Data')
  const chooser = await chooserOf(page, () => page.getByRole('button', { name: 'Open…' }).click())
  await chooser.setFiles(files as string[])
}

/** A text file made for a test. */
export const textFile = (name: string, text: string): Made => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

/** Tab → the place it stands in. */
const PLACE: Readonly<Record<string, string>> = {
  Doors: 'Tonight',
  Zones: 'Tonight',
  Patrol: 'Tonight',
  Delivery: 'Tonight',
  Overview: 'This week',
  Change: 'This week',
  Compare: 'This week',
  Density: 'Where',
  Cells: 'Where',
  Areas: 'Where',
  When: 'Pattern',
  'Repeat places': 'Pattern',
  'Near repeats': 'Pattern',
  Series: 'Series',
  Briefing: 'Report',
  Public: 'Report',
}

/** Every tab there is, as the rail has them. */
export const TABS = Object.keys(PLACE)

/** Goes to a tab by rail and tabs, to the data behind the file's name, or to a tab under the map. */
export async function goTo(page: Page, view: string): Promise<void> {
  if (view === 'Data') {
    // the button opens and closes, and a file that was just opened may have opened it
    const file = page.locator('.a-file').first()
    await expect(async () => {
      if ((await file.getAttribute('aria-pressed')) !== 'true') await file.click()
      await expect(page.getByRole('button', { name: 'Close Data' })).toBeVisible({ timeout: 2000 })
    }).toPass()
    return
  }
  if (!(view in PLACE)) {
    await page
      .getByRole('navigation', { name: 'Under the map' })
      .getByRole('button', { name: new RegExp(`^${view}`) })
      .click()
    return
  }
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: new RegExp(`${PLACE[view].replace('?', '.')}$`) })
    .click()
  await page
    .getByRole('navigation', { name: `Tabs of ${PLACE[view]}` })
    .getByRole('button', { name: view, exact: true })
    .click()
}

/** Keeps what would be printed on the page, so that it can be made into a PDF. Call before the page is opened. */
export const holdPrints = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.print = () => {
      ;(window as unknown as { printed: number }).printed =
        ((window as unknown as { printed?: number }).printed ?? 0) + 1
    }
    // who and why were given earlier today; street.spec.ts walks the question itself
    const day = new Date().toLocaleDateString('sv-SE')
    localStorage.setItem('cocoon.reason', JSON.stringify({ day, who: 'PC 1234', why: 'browser test' }))
  })

/**
 * The sheet on its way to the printer, as a PDF and as the text of its pages; without `plans` both lack the numbers and
 * names on the plans, so that the text is that of the tables.
 */
export async function printed(page: Page, plans = true): Promise<{ pdf: Buffer; pages: string[] }> {
  await page.waitForFunction(() => (window as unknown as { printed?: number }).printed)
  // before the one PDF: what was printed is gone from the page after it
  if (!plans)
    await page.evaluate(() => {
      for (const t of document.querySelectorAll<SVGElement>('.sheet-plan text')) t.style.display = 'none'
    })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })
  const doc = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let i = 1; i <= doc.numPages; i++) {
    const content = await (await doc.getPage(i)).getTextContent()
    pages.push(content.items.map((t) => ('str' in t ? t.str + (t.hasEOL ? '\n' : '') : '')).join(' '))
  }
  await page.evaluate(() => {
    ;(window as unknown as { printed: number }).printed = 0
    window.dispatchEvent(new Event('afterprint'))
  })
  return { pdf, pages }
}

/**
 * An inspection of the page by axe. The page has no frame but its own, so the rules are run and put together in it: a second
 * page made for the putting together takes as long again as the rules.
 */
export function inspection(page: Page): AxeBuilder {
  expect(page.frames()).toHaveLength(1)
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
}

/** Every address the page asks for, and every error it logs. */
export function watch(page: Page): { requests: string[]; errors: string[] } {
  const requests: string[] = []
  const errors: string[] = []
  page.on('request', (r) => requests.push(r.url()))
  page.on('pageerror', (e) => errors.push(e.message))
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()))
  return { requests, errors }
}

/** Rows of `policeFile`, and how many of them have no place. */
export const POLICE = { rows: 240, noPlace: 5 }

/** A street-level file as data.police.uk lays it out, of an invented force: one dense quarter, the rest spread out. */
export function policeFile(name = '2026-01-westmarch-street.csv'): Made {
  const lines = [
    'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context',
  ]
  for (let i = 0; i < POLICE.rows; i++) {
    const id = i.toString(16).padStart(64, '0')
    const month = `2026-0${1 + (i % 6)}`
    const type = i % 3 === 0 ? 'Vehicle crime' : 'Burglary'
    // every second row lies in one quarter of a few snap points
    const [lng, lat] =
      i % 2 === 0
        ? [-1.2 + (i % 5) * 0.0006, 53.1 + (i % 7) * 0.0004]
        : [-1.25 + ((i * 37) % 100) * 0.001, 53.07 + ((i * 53) % 100) * 0.0006]
    const place =
      i < POLICE.noPlace
        ? ',,No Location,,'
        : `${lng.toFixed(6)},${lat.toFixed(6)},On or near Alder Road,W01000001,Westmarch 001A`
    lines.push(`${id},${month},Westmarch Police,Westmarch Police,${place},${type},Under investigation,`)
  }
  return textFile(name, lines.join('\n') + '\n')
}
