/** The whole journey: file → hotspots → risk zones → cocooning list → paper, as a user walks it. */
import { writeFileSync, mkdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import {
  chooseFiles,
  goTo,
  holdPrints,
  openSample,
  POLICE,
  policeFile,
  printed,
  textFile,
  watch,
} from './tools.ts'

const OUTPUT = 'tests/output/pdf/'
mkdirSync(OUTPUT, { recursive: true })

test(
  'the sample town is analysed on opening, and tonight’s list is printed',
  { tag: '@map' },
  async ({ page }) => {
    const log = watch(page)
    await holdPrints(page)
    await openSample(page)
    await expect(page.getByText('invented data')).toBeVisible()

    // the list opens first, with its homes and the reason for each
    const head = page.getByRole('heading', { level: 2, name: /homes? to visit/ })
    await expect(head).toBeVisible()
    const homes = Number(/(\d+) homes?/.exec((await head.textContent())!)![1])
    expect(homes).toBeGreaterThan(20)

    // hotspots, zones and the near-repeat test answer in a sentence with numbers
    await goTo(page, 'Density')
    await expect(page.getByRole('heading', { level: 2, name: /hotspot/i })).toBeVisible()
    await goTo(page, 'Zones')
    await expect(page.getByRole('heading', { level: 2, name: /zones? (is|are) live/i })).toBeVisible()
    await goTo(page, 'Near repeats')
    await expect(
      page.getByRole('heading', { level: 2, name: /times as likely|no near-repeat/i }),
    ).toBeVisible()
    await goTo(page, 'Repeat places')
    await expect(page.getByRole('heading', { level: 2, name: /hit twice or more/ })).toBeVisible()

    // back to the list and to paper
    await goTo(page, 'Doors')
    await page.getByRole('button', { name: /^Print \d+ rounds?/ }).click()
    const { pdf, pages } = await printed(page)
    writeFileSync(OUTPUT + 'round.pdf', pdf)
    expect(pages.length).toBeGreaterThanOrEqual(1)
    for (const p of pages) expect(p.match(/OFFICIAL-SENSITIVE/g)?.length).toBe(2)
    const text = pages.join('\n')
    expect(text).toMatch(/Destroy by/)
    expect(text).toMatch(/page 1 of/i)
    expect(text).toContain('★')
    expect(text).toMatch(/next door/)
    expect(text).toMatch(/everything is invented/)

    // the second version leaves the burgled homes out
    await page.getByRole('button', { name: 'Without the burgled homes' }).click()
    const route = await printed(page)
    writeFileSync(OUTPUT + 'route.pdf', route.pdf)
    expect(route.pages.join('\n')).not.toContain('★')
    expect(route.pages.join('\n')).toMatch(/a burglary\s+nearby/)

    // nothing but this origin was ever asked
    const { origin } = new URL(page.url())
    const own = [`${origin}/`, `blob:${origin}/`, 'data:']
    expect(log.requests.filter((r) => !own.some((o) => r.startsWith(o)))).toEqual([])
    expect(log.errors).toEqual([])
  },
)

test(
  'a data.police.uk file: hotspots yes, doors no, and every row accounted for',
  { tag: '@map' },
  async ({ page }) => {
    await holdPrints(page)
    await openSample(page)
    await chooseFiles(page, policeFile())
    await expect(page.getByText('months only, snap points').first()).toBeVisible()
    await expect(page.getByRole('heading', { level: 2, name: /incidents from .* rows/ })).toBeVisible()
    const [kept, rows, out] = /([\d,]+) incidents? from ([\d,]+) rows?; ([\d,]+) left out/
      .exec((await page.locator('#panel h2').first().textContent())!)!
      .slice(1)
      .map((n) => Number(n.replace(',', '')))
    expect([rows, kept, out]).toEqual([POLICE.rows, POLICE.rows - POLICE.noPlace, POLICE.noPlace])

    await goTo(page, 'Density')
    await expect(page.getByRole('heading', { level: 2, name: /hotspot/i })).toBeVisible()
    await page.getByRole('button', { name: 'Print this' }).click()
    const { pages } = await printed(page)
    expect(pages.join('\n')).toMatch(/Hotspots/)

    // the sample's homes are gone with the sample, and the reason is said in full
    await goTo(page, 'Doors')
    await expect(
      page.getByText(/snap points that each stand for eight or more addresses/).first(),
    ).toBeVisible()
    await goTo(page, 'Zones')
    await expect(page.getByText(/cannot run/)).toBeVisible()

    await goTo(page, 'Data')
    await page.getByRole('button', { name: 'Print report' }).click()
    const report = await printed(page)
    expect(report.pages.join('\n')).toMatch(new RegExp(`${rows} rows read = ${kept} kept`))
  },
)

test('bad input ends in a sentence and loses nothing', async ({ page }) => {
  const log = watch(page)
  await openSample(page)
  const before = await page
    .getByText(/[\d,]+ incidents/)
    .first()
    .textContent()
  const cases: [name: string, text: string, says: RegExp][] = [
    ['empty.csv', '', /empty/i],
    ['letter.txt', 'Dear colleague,\nplease find attached.\n', /was not opened/],
    [
      'nowhere.csv',
      'crime number,date,street\n1,01/11/2026,Mill Rise\n2,02/11/2026,Mill Rise\n',
      /coordinates/i,
    ],
    ['header-only.csv', 'id,date,easting,northing\n', /no rows/i],
  ]
  for (const [name, text, says] of cases) {
    await chooseFiles(page, textFile(name, text))
    const notice = page.getByText(name).locator('..')
    await expect(notice).toBeVisible()
    await expect(notice).toContainText(says)
    expect(
      await page
        .getByText(/[\d,]+ incidents/)
        .first()
        .textContent(),
    ).toBe(before)
  }

  // a filter that leaves nothing is a sentence in each panel, with the way back
  await page.goto('about:blank')
  await page.goto('./#v=1&view=hotspots&f.period.period=1.2')
  await expect(page.getByText('The filters leave no incident', { exact: true }).first()).toBeVisible()
  await page
    .getByRole('region', { name: 'Panel' })
    .getByRole('button', { name: /^Take off “2 Jan 1970/ })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: /hotspot/i })).toBeVisible()
  expect(log.errors).toEqual([])
})
