/** A suspected series: found by words and nearness, put in order, printed on one page, handed over without an address. */
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { chooserOf, holdPrints, linkOf, openSample, printed, watch } from './tools.ts'

/** The workbench alone on the map: zones and calls need not be worked out for it. */
const BENCH = '#v=1&view=series&shown='

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
const heading = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('heading', { level: 2, name: words })).toBeVisible()
const notes = (page: Page) => page.getByRole('textbox', { name: 'What is known and suspected' })

/** Starts a series and looks for words. */
async function search(page: Page, words: string): Promise<void> {
  await openSample(page, BENCH)
  await page.getByRole('button', { name: 'Start a series' }).press('Enter')
  // the button is gone with the press: the keyboard is where the words go
  await expect(page.getByRole('textbox', { name: 'Words' })).toBeFocused()
  await page.keyboard.type(words)
}

test('a series is built by words and nearness, undone and printed', async ({ page }) => {
  test.setTimeout(240_000)
  const log = watch(page)
  await holdPrints(page)
  await search(page, '"patio door" "lock snapped" -keys')

  // by words, in context, two rows by key and nothing else
  await expect(page.getByText('Read as: “patio door” and “lock snapped” and without “keys…”.')).toBeVisible()
  const found = page.getByRole('grid')
  await expect(found.getByRole('row').nth(1)).toContainText('‹patio door›, ‹lock snapped›')
  await found.focus()
  await page.keyboard.press('a')
  await heading(page, /^1 incident,/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('a')
  await heading(page, /^2 incidents in/)

  // by distance and days, and back again
  await page.getByRole('radiogroup', { name: 'Look for members' }).getByText('Near', { exact: true }).click()
  await expect(page.getByRole('button', { name: /^Add all [1-9]/ })).toBeVisible()
  await found.focus()
  for (let k = 3; k <= 6; k++) {
    await page.keyboard.press('a')
    await heading(page, new RegExp(`^${k} incidents in`))
  }
  await page.keyboard.press('Control+z')
  await heading(page, /^5 incidents in/)
  await page.keyboard.press('Control+Shift+z')
  await heading(page, /^6 incidents in/)

  // the order is that of time; words being written when the tab is left are kept
  await tab(page, 'Sequence')
  const order = page.getByRole('grid')
  await expect(order.getByRole('row')).toHaveCount(7)
  await notes(page).fill('=White van, twice')
  await tab(page, 'Pattern')
  await expect(page.getByText(/If it went on as before, the next would come/)).toBeVisible()
  await expect(page.getByText(/Tried on itself: \d of 1/)).toBeVisible()

  // one page, read back
  await tab(page, 'Sequence')
  const rows = (await order.getByRole('row').allTextContents()).slice(1)
  const streets = rows.map((s) => /([A-Z][A-Za-z ]+), Ludderwick/.exec(s)![1])
  await page.getByRole('button', { name: 'Print the series' }).click()
  const { pages } = await printed(page)
  expect(pages).toHaveLength(1)
  const paper = pages[0].replace(/\s+/g, ' ')
  expect(paper.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
  expect(paper).toMatch(/6 incidents in/)
  expect(paper).toContain('White van, twice')
  expect(paper).toMatch(/no home or base is estimated/)
  for (const street of streets) expect(paper).toContain(street)
  // neither the link nor what it looks like tells of the series
  expect(decodeURIComponent(await linkOf(page))).not.toMatch(/van|twice|patio|Series/)
  expect(log.errors).toEqual([])
})

test('a series is handed over coarse, and whole under lock', async ({ page }) => {
  test.setTimeout(240_000)
  await holdPrints(page)
  await search(page, '"patio door" "lock snapped" "power tools"')
  const all = page.getByRole('button', { name: /^Add all \d/ })
  await expect(all).toBeEnabled()
  const n = Number(/\d+/.exec((await all.textContent())!)![0])
  await all.click()
  await heading(page, new RegExp(`^${n} incidents in`))
  await tab(page, 'Sequence')
  const rows = (await page.getByRole('grid').getByRole('row').allTextContents()).slice(1)
  const streets = rows.map((s) => /([A-Z][A-Za-z ]+), Ludderwick/.exec(s)![1])
  await notes(page).fill('White van')

  // coarse: no address, number or exact place
  await tab(page, 'Hand over')
  const save = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const file = await save
  expect(file.suggestedFilename()).toBe('series-1km-by-week.csv')
  const csv = readFileSync(await file.path(), 'utf8')
  const lines = csv.trim().split('\r\n').slice(1)
  expect(lines).toHaveLength(n)
  expect(csv).not.toMatch(/Ludderwick|LW\/|99901|van|patio|XL\d|Beat|Series/i)
  for (const street of streets) expect(csv).not.toContain(street)
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\d,[^,]+,[^,]+,\d+500,\d+500,1000$/)

  // locked, and open again with the series on the bench and nothing beside it
  await page.getByRole('button', { name: 'Save package…' }).click()
  const pack = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save package', exact: true }).click()
  const saved = readFileSync(await (await pack).path())
  const chooser = await chooserOf(page, () => page.getByRole('button', { name: 'Open…' }).click())
  await chooser.setFiles([{ name: 'a.cocoon-package', mimeType: '', buffer: saved }])
  await heading(page, new RegExp(`^${n} incidents in`))
  await expect(page.locator('.a-file')).toContainText(`${n} incidents`)
  await tab(page, 'Sequence')
  await expect(notes(page)).toHaveValue('White van')
})
