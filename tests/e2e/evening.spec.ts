/** An evening for three officers: sixty homes and more on paper, read back as text. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { holdPrints, linkOf, openSample, printed } from './tools.ts'

const OUTPUT = 'tests/output/pdf/'
mkdirSync(OUTPUT, { recursive: true })

test('three officers, sixty homes: each round complete, in order and marked on every page', async ({
  page,
}) => {
  await holdPrints(page)
  await openSample(page, '#v=1&view=cocooning&p.cocooning.officers=3&p.cocooning.lookBack=7')
  const head = page.getByRole('heading', { level: 2, name: /homes to visit/ })
  await expect(head).toBeVisible()
  const homes = Number(/(\d+) homes/.exec((await head.textContent())!)![1])
  expect(homes).toBeGreaterThanOrEqual(60)

  await page.getByRole('button', { name: 'Print 3 rounds' }).click()
  const { pdf, pages } = await printed(page, false)
  writeFileSync(OUTPUT + 'evening.pdf', pdf)

  // the margin of a page says whose round it is; the three follow each other without mixing
  const codeOf = (text: string): string => /C-\d{4}-[2-9A-Z]{4}-\d[2-9A-Z]/.exec(text)![0]
  const codes = [...new Set(pages.map(codeOf))]
  expect(codes.map((c) => c.at(-2))).toEqual(['1', '2', '3'])
  expect(new Set(codes.map((c) => c.slice(0, 11)))).toHaveProperty('size', 1)
  expect(pages.map(codeOf)).toEqual(codes.flatMap((c) => pages.map(codeOf).filter((p) => p === c)))

  for (const text of pages) {
    expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
    expect(text).toMatch(/Destroy by/i)
    // no page of a round shows another round's code
    for (const other of codes.filter((c) => c !== codeOf(text))) expect(text).not.toContain(other)
  }

  let told = 0
  for (const code of codes) {
    const sheets = pages.filter((p) => codeOf(p) === code)
    const [, calls, more] = /(\d+) calls?(?:, (\d+) homes)?/.exec(sheets[0])!
    told += Number(more ?? calls)

    // rows stand between the table's header and the line for the officer; a label opens each
    const rowsOf = (text: string): string[] => {
      const table = text.split(/#\s+Address\s+Why\s+Tier\s+Due/)[1] ?? ''
      const rows = table.split(/Officer\s+Date\s+Out/)[0]
      return [...rows.matchAll(/^ ?(★(?: \d)?|\d{1,2})(?: {3}| *$)/gm)].map((m) => m[1])
    }
    const labels = sheets.flatMap(rowsOf)
    const numbers = labels.filter((l) => !l.startsWith('★')).map(Number)
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    expect(labels).toHaveLength(Number(calls))
    expect(labels.some((l) => l.startsWith('★'))).toBe(true)
    // each round runs over a page here, and the page after it has rows, so a header, of its own
    expect(sheets.length).toBeGreaterThan(1)
    for (const text of sheets) expect(rowsOf(text).length).toBeGreaterThan(0)
  }
  expect(told).toBe(homes)
})

test('theft from vehicles: streets and parking places, on the screen and on paper, without a door', async ({
  page,
}) => {
  await holdPrints(page)
  await openSample(page, '#v=1&view=cocooning')
  await expect(page.getByRole('heading', { level: 2, name: /homes to visit/ })).toBeVisible()
  await page.getByText('Theft from vehicles: streets').click()
  const head = page.getByRole('heading', { level: 2, name: /streets? with live thefts from vehicles/ })
  await expect(head).toBeVisible()
  await expect.poll(() => linkOf(page)).toContain('p.cocooning.of=vehicles')

  await page.getByRole('button', { name: 'Print the street list' }).click()
  const { pdf, pages } = await printed(page)
  writeFileSync(OUTPUT + 'vehicles.pdf', pdf)
  for (const text of pages) expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
  const text = pages.join('\n')
  expect(text).toContain('Streets and parking places: theft from vehicles')
  expect(text).toContain('Parked cars')
  expect(text).not.toMatch(/burglar|no address file/i)

  // and back to the doors
  await page.getByText('Burglary: doors').click()
  await expect(page.getByRole('heading', { level: 2, name: /homes to visit/ })).toBeVisible()
})
