/** Every way out of the page with cells that a spreadsheet would run and names that are markup. */
import { readFileSync } from 'node:fs'
import { DOMParser } from '@xmldom/xmldom'
import { expect, type Locator, type Page, test } from '@playwright/test'
import Papa from 'papaparse'
import initSqlJs from 'sql.js'
import { chooseFiles, goTo, holdPrints, openSample, textFile } from './tools.ts'

const BEFORE = ['', ' ', '\u00a0', '\u200b', '\ufeff', '\u2060 ', '\t']
const SIGNS = ['=', '+', '-', '@']
/** Every sign behind every blank, and the same as markup. */
const NASTY = BEFORE.flatMap((b) => SIGNS.map((s) => `${b}${s}HYPERLINK("http://x.example")`))
const MARKUP = '<img src=x onerror="window.ran=1">&amp;]]></name>'

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
const file = () =>
  textFile(
    'nasty.csv',
    [
      'Crime No,Offence,Committed From,Easting,Northing,Address,Beat,MO',
      ...NASTY.map((n, i) =>
        [
          cell(`${n}${i}`),
          'Burglary Residential',
          `${String(1 + (i % 28)).padStart(2, '0')}/10/2026 18:30`,
          459300 + 17 * i,
          304200 + 11 * i,
          cell(i % 2 ? MARKUP : n),
          cell(i % 3 ? n : MARKUP),
          cell(i % 2 ? n : MARKUP),
        ].join(','),
      ),
    ].join('\n') + '\n',
  )

/** What a spreadsheet would run: a sign behind whatever it does not see; a number is none. */
const runs = (text: string): boolean =>
  /^[\s\p{Cf}\p{Zs}]*[=+\-@]/u.test(text) && !/^\s*[-+]?[\d.,]+(e[-+]?\d+)?%?$/i.test(text)

/** The file that a press saves. */
async function saved(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return readFileSync((await download.path())!)
}

const fromMenu = (page: Page, menu: Locator, item: string | RegExp) =>
  saved(page, async () => {
    await menu.click()
    await page.getByRole('menuitem', { name: item }).click()
  })

const cells = (text: string): string[] => Papa.parse<string[]>(text.replace(/^\ufeff/, '')).data.flat()
const running = (text: string): string[] => cells(text).filter(runs)

test('no export of the page runs in a spreadsheet or breaks a map', async ({ page }) => {
  await holdPrints(page)
  await page.addInitScript(() => {
    navigator.clipboard.writeText = (text) => {
      ;(window as unknown as { copied: string }).copied = text
      return Promise.resolve()
    }
  })
  await openSample(page)
  await chooseFiles(page, file())
  await expect(page.locator('.a-file').first()).toContainText('nasty.csv')

  // under Data: the incidents themselves
  const incidents = page.getByRole('button', { name: 'Save incidents as…' })
  const csv = (await fromMenu(page, incidents, /^CSV/)).toString('utf8')
  expect(cells(csv).filter((c) => c.includes('HYPERLINK')).length).toBeGreaterThan(NASTY.length)
  expect(running(csv)).toEqual([])
  const json = JSON.parse((await fromMenu(page, incidents, /^GeoJSON/)).toString('utf8'))
  expect(json.features).toHaveLength(NASTY.length)

  // under the map: the table, the clipboard, and every format of shapes
  await goTo(page, 'Incidents')
  const drawer = page.locator('.x-incidents')
  const table = await saved(page, () => drawer.getByRole('button', { name: 'Save as CSV' }).click())
  expect(running(table.toString('utf8'))).toEqual([])
  await drawer.getByRole('button', { name: 'Copy all rows' }).click()
  await page.waitForFunction(() => (window as unknown as { copied?: string }).copied)
  const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied)
  expect(copied.split(/[\t\n]/).length).toBeGreaterThan(NASTY.length)
  expect(Papa.parse<string[]>(copied, { delimiter: '\t' }).data.flat().filter(runs)).toEqual([])

  const shapes = (label: string) =>
    fromMenu(page, drawer.getByRole('button', { name: 'Save…' }), `Save as ${label}`)
  expect(running((await shapes('CSV with coordinates and grid references')).toString('utf8'))).toEqual([])
  const geo = JSON.parse((await shapes('GeoJSON')).toString('utf8'))
  expect(geo.features).toHaveLength(NASTY.length)
  expect(JSON.stringify(geo)).toContain('onerror')

  const kml = (await shapes('KML')).toString('utf8')
  const told: string[] = []
  const xml = new DOMParser({
    onError: (level, words) => void told.push(`${level} ${words}`),
  }).parseFromString(kml, 'text/xml')
  expect(told).toEqual([])
  expect(xml.getElementsByTagName('Placemark').length).toBe(NASTY.length)
  expect(xml.getElementsByTagName('img').length).toBe(0)
  // Google Earth shows a description as a page: it must not be able to run one
  for (const d of Array.from(xml.getElementsByTagName('description')))
    expect(d.textContent).not.toMatch(/<(?:img|script|iframe)/i)

  const SQL = await initSqlJs()
  const db = new SQL.Database(await shapes('GeoPackage, with a style for QGIS'))
  expect(db.exec('PRAGMA integrity_check')[0].values).toEqual([['ok']])
  const [layer] = db.exec(`SELECT table_name FROM gpkg_contents WHERE data_type = 'features'`)[0].values[0]
  expect(db.exec(`SELECT count(*) FROM "${String(layer)}"`)[0].values).toEqual([[NASTY.length]])
  db.close()

  // nothing of it has run here either
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})
