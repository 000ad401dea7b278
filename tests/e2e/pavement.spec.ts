/** The page of rounds as a phone has it: seen by axe in sun and dark, clock turned, storage refused. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { chooserOf, inspection } from './tools.ts'

const DAY = 86_400_000
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / DAY
const TODAY = '2026-11-23'

/** A round of three calls, one of them a building of two flats with a warning, as a desk saves it without a lock. */
const round = JSON.stringify({
  ...{
    cocoon: 'round',
    version: 1,
    code: 'C-2311-TEST-1T',
    title: 'Harrow Lane',
    marking: 'OFFICIAL-SENSITIVE',
  },
  ...{
    asAt: dayOf(TODAY),
    expires: dayOf('2026-11-26'),
    length: 40,
    minutes: 12,
    beats: ['Beat 4'],
    shift: 0,
  },
  tiers: [{ tier: 'A', name: '', says: 'nearest' }],
  calls: [
    ['1', '24 Harrow Lane, Thornby', ['']],
    ['★', '26 Harrow Lane, Thornby', ['']],
    ['2', '28 Harrow Lane, Thornby', ['Flat 1', 'Flat 2']],
  ].map(([label, address, flats], i) => ({
    ...{ label, address, relation: label === '★' ? 'victim' : 'same side', why: 'next door', tier: 'A' },
    homes: (flats as string[]).map((flat) => ({ key: `10${i}${flat.slice(-1)}`, flat })),
    due: dayOf(TODAY) * 1440 + (i === 0 ? 60 : 1200),
    expires: dayOf('2026-11-26'),
    ...{ lng: -1.2 + i * 0.0002, lat: 52.6 },
    ...(i === 2 && { warning: 'dog' }),
  })),
})

async function phone(
  browser: Browser,
  colorScheme: 'light' | 'dark',
  before?: (page: Page) => Promise<unknown>,
) {
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme },
    ...{ locale: 'en-GB', timezoneId: 'Europe/London' },
  })
  const page = await context.newPage()
  await page.clock.install({ time: new Date(`${TODAY}T18:00:00`) })
  await before?.(page)
  await page.goto('./#round')
  return page
}

async function open(page: Page) {
  const chooser = await chooserOf(page, () => page.getByRole('button', { name: 'Open a round…' }).click())
  await chooser.setFiles({
    name: 'C-2311-TEST-1T.cocoon-round.json',
    mimeType: 'application/json',
    buffer: Buffer.from(round),
  })
  // homes that are no invention: whether to lock them is asked before they are kept
  await page.getByRole('button', { name: 'Go without' }).click()
}
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const made = (page: Page) =>
  page.getByRole('progressbar', { name: 'Calls made' }).getAttribute('aria-valuenow')

/** The clock of the phone at another time, as the page is taken out of a pocket. */
async function turnClock(page: Page, iso: string) {
  await page.clock.setSystemTime(new Date(`${iso}T10:00:00`))
  await page.reload()
}

/** Tells what is wrong of a page of the round: by axe, by contrast above all, by the size of what is tapped. */
async function look(page: Page, where: string) {
  const { violations } = await inspection(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .withRules(['color-contrast', 'target-size', 'region', 'label'])
    .analyze()
  expect(
    violations.map((v) => `${v.id}: ${v.nodes[0].target.join(' ')} ${v.nodes[0].failureSummary ?? ''}`),
    where,
  ).toEqual([])
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.s-page :is(button, textarea, summary, .s-tick, a)')]
      .filter((b) => b.offsetHeight > 0 && (b.offsetHeight < 48 || b.offsetWidth < 48))
      .map((b) => `${b.textContent} ${b.offsetWidth} × ${b.offsetHeight}`),
  )
  expect(small, where).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(390)
}

for (const scheme of ['light', 'dark'] as const)
  test(`the phone page is without findings, ${scheme}`, async ({ browser }) => {
    const page = await phone(browser, scheme)
    // the desk has no place named otherwise
    await expect(page.getByText('under Tonight, “To phones…”')).toBeVisible()
    await look(page, 'no rounds')
    await open(page)
    await expect(heading(page)).toHaveText('24 Harrow Lane')
    await page.clock.runFor(1000)
    await page.locator('details.s-say > summary').click()
    await look(page, 'a door that is overdue')
    await page.getByRole('button', { name: 'No answer, card left' }).click()
    await expect(heading(page)).toHaveText('26 Harrow Lane')
    await page.clock.runFor(1000)
    await page.getByRole('button', { name: 'Skip' }).click()
    await expect(page.locator('.s-warning')).toContainText('dog')
    await look(page, 'a building with a warning')
    await page.getByRole('button', { name: 'All doors' }).click()
    await look(page, 'all doors')
    await page.getByRole('button', { name: 'Results so far' }).click()
    await look(page, 'results')
    await page.getByRole('button', { name: 'All rounds' }).click()
    await look(page, 'rounds')
  })

test('a clock that is turned hides a round at most, and gives it back', async ({ browser }) => {
  const page = await phone(browser, 'light')
  await open(page)
  await expect(heading(page)).toHaveText('24 Harrow Lane')
  await page.clock.runFor(1000)
  await page.getByRole('button', { name: 'Spoke to someone' }).click()
  await expect(page.locator('.s-last')).toContainText('spoke to someone')
  // a year ahead, past the days that visits are kept, looked at on more days than a hidden round stays: its result was never sent
  for (const day of [
    '2027-11-23',
    '2027-11-24',
    '2027-11-25',
    '2027-11-26',
    '2027-11-27',
    '2027-11-28',
    '2027-11-29',
    '2027-11-30',
    '2027-12-01',
  ])
    await turnClock(page, day)
  await expect(page.getByText('a clock put right shows it again')).toBeVisible()
  await expect(page.getByText('1 result recorded on this device')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save results for the desk' })).toBeVisible()
  await turnClock(page, TODAY)
  await expect(page.getByText('1 of 3')).toBeVisible()
  expect(await made(page)).toBe('1')
})

test('a browser that keeps nothing says so at the tap, and the tap is not counted', async ({ browser }) => {
  const page = await phone(browser, 'light', (p) =>
    p.addInitScript(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...args: Parameters<typeof put>) {
        if ((window as unknown as { full?: boolean }).full)
          throw new DOMException('no room', 'QuotaExceededError')
        return put.apply(this, args)
      }
      const { add } = IDBObjectStore.prototype
      IDBObjectStore.prototype.add = function (...args: Parameters<typeof add>) {
        if ((window as unknown as { full?: boolean }).full)
          throw new DOMException('no room', 'QuotaExceededError')
        return add.apply(this, args)
      }
    }),
  )
  await open(page)
  await expect(heading(page)).toHaveText('24 Harrow Lane')
  await page.clock.runFor(1000)
  await page.evaluate(() => ((window as unknown as { full: boolean }).full = true))
  await page.getByRole('textbox', { name: /Note/ }).fill('gate is stuck')
  await page.getByRole('button', { name: 'Spoke to someone' }).click()
  await expect(page.getByText(/Not recorded\. .*no room left/)).toBeVisible()
  await expect(heading(page)).toHaveText('24 Harrow Lane')
  expect(await made(page)).toBe('0')
  await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('gate is stuck')
  // with room again the same tap is recorded, its note with it
  await page.evaluate(() => ((window as unknown as { full: boolean }).full = false))
  await page.getByRole('button', { name: 'Spoke to someone' }).click()
  await expect(heading(page)).toHaveText('26 Harrow Lane')
  expect(await made(page)).toBe('1')
})
