/** The import screen: each wrong guess mended in one action, profiles, adding next week's file, and saving incidents. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import {
  chooseFiles,
  chooserOf,
  fewOfTheSample,
  goTo,
  inspection,
  openSample,
  textFile,
  watch,
} from './tools.ts'

/** Opens a file and stays on the import screen. */
async function open(page: Page, name: string, text: string): Promise<void> {
  await chooseFiles(page, textFile(name, text))
  // the header's own name: a message that the file is being read names it too, and then it has not arrived
  await expect(page.locator('.a-file')).toContainText(name)
  // a layout that is known by now opens elsewhere
  await goTo(page, 'Data')
}

const headline = (page: Page) => page.locator('#panel h2').first()
/** A field of the incidents' own columns: an address file has fields of the same names further down. */
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true }).first()
const title = (page: Page) => page.locator('.a-file')

/** Takes the last correction back by its own message. */
async function undoByMessage(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click()
}

/** Back to the sample, so that the next file meets nothing of the last. */
async function backToSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample town' }).click()
  await expect(title(page)).toContainText('Sample town')
}

const WEEK = (from: number, to: number, outcome = '') =>
  'Crime No,Offence,HO Code,Committed From,From Time,Committed To,To Time,Reported Date,Easting,Northing,Address,UPRN,Beat,MO,Outcome,Spare\n' +
  Array.from({ length: to - from }, (_, k) => {
    const i = from + k
    const day = String(1 + (i % 28)).padStart(2, '0')
    return `W${i},Burglary - Residential,28E,${day}/06/2026,18:30,${day}/06/2026,22:00,${day}/06/2026,${459300 + 7 * i},${304100 + 3 * i},"${i} Mill Lane, Oakby",${1000 + i},N${i % 3},Rear door,${outcome},x${i}`
  }).join('\n') +
  '\n'

// what is looked at comes after the sample, whose rows are counted nowhere here
test.beforeEach(({ page }) => fewOfTheSample(page))

test('the name of the file is read in the header of a small desktop, whatever stands beside it', async ({
  page,
}) => {
  await openSample(page)
  await chooseFiles(
    page,
    textFile(
      'week-48.csv',
      'crime number,offence,date,easting,northing\n1,Burglary - residential,01/11/2026,440000,430000\n',
    ),
  )
  const name = title(page).locator('strong')
  await expect(name).toHaveText('week-48.csv')
  await goTo(page, 'Doors')
  await page.setViewportSize({ width: 1280, height: 720 })
  const cut = () => name.evaluate((e) => e.scrollWidth - e.clientWidth)
  await expect.poll(cut).toBeLessThanOrEqual(0)
})

test('a mistake in each column guess is mended in one action', async ({ page }) => {
  const log = watch(page)
  await openSample(page)
  await open(page, 'week.csv', WEEK(0, 40))
  await expect(headline(page)).toHaveText('40 incidents from 40 rows; 0 left out')

  // columns without which a row can still be read: the mistake is made, shown, and taken back by one press
  for (const [label, right] of [
    ['Crime number', 'Crime No'],
    ['Offence wording', 'Offence'],
    ['Offence code', 'HO Code'],
    ['From: time', 'From Time'],
    ['To: date', 'Committed To'],
    ['To: time', 'To Time'],
    ['Reported', 'Reported Date'],
    ['Address', 'Address'],
    ['UPRN', 'UPRN'],
    ['Beat', 'Beat'],
    ['How it was done (MO)', 'MO'],
    ['Outcome', 'Outcome'],
  ] as const) {
    await expect(field(page, label)).toHaveValue(right)
    await field(page, label).selectOption('Spare')
    const mine = page.locator('.a-column', { has: field(page, label) })
    await expect(mine).toContainText('chosen by the user')
    await mine.getByRole('button', { name: 'guess again' }).click()
    await expect(field(page, label)).toHaveValue(right)
    await expect(mine).not.toContainText('chosen by the user')
  }

  // columns without which nothing can be read: the mistake is refused in a sentence and the former reading stands
  for (const [label, right] of [
    ['From: date', 'Committed From'],
    ['Easting (x)', 'Easting'],
    ['Northing (y)', 'Northing'],
  ] as const) {
    await field(page, label).selectOption('Offence')
    await expect(page.getByText('The former reading stands.').first()).toBeVisible()
    await expect(field(page, label)).toHaveValue(right)
    await expect(headline(page)).toHaveText('40 incidents from 40 rows; 0 left out')
    await page.getByRole('alert').getByRole('button', { name: 'Put away' }).first().click()
  }
  expect(log.errors).toEqual([])
})

/** A layout of columns, with a wrong column for each: one that is only doubtful, or one that makes nothing readable. */
interface Layout {
  readonly file: string
  readonly header: string
  row(i: number): string
  /** label of the field → the right column; the wrong one is "Spare" */
  readonly mended: Readonly<Record<string, string>>
  /** label of the field → the right column; the wrong one is "Offence" */
  readonly refused: Readonly<Record<string, string>>
}

const two = (n: number) => String(n).padStart(2, '0')

const LAYOUTS: readonly Layout[] = [
  {
    file: 'parts.csv',
    header:
      'Ref,Offence,Year,Month,Day,Hour,Minute,Easting,Northing,House Number,Street,Town,Postcode,Beat,MO,Outcome,Reported Date,Reported Time,Spare',
    row: (i) =>
      `P${i},Burglary - Residential,2026,${1 + (i % 6)},${13 + (i % 9)},${i % 24},30,${459300 + 7 * i},${304100 + 3 * i},${i},Mill Lane,Oakby,XL1 1AA,N1,Rear door,None,22/06/2026,09:15,${i % 9}`,
    mended: {
      'Crime number': 'Ref',
      Day: 'Day',
      Hour: 'Hour',
      Minute: 'Minute',
      'House number': 'House Number',
      Street: 'Street',
      Town: 'Town',
      Postcode: 'Postcode',
      Beat: 'Beat',
      'How it was done (MO)': 'MO',
      Outcome: 'Outcome',
      Reported: 'Reported Date',
      'Reported: time': 'Reported Time',
    },
    refused: { Year: 'Year', 'Month of the year': 'Month' },
  },
  {
    file: 'degrees.csv',
    header: 'Ref,Offence,Date and time,Longitude,Latitude,Spare',
    row: (i) =>
      `D${i},Burglary - Residential,2026-06-${two(13 + (i % 9))} 18:30,${(-1.12 + i * 1e-4).toFixed(5)},${(52.63 + i * 1e-4).toFixed(5)},${i}`,
    mended: {},
    refused: { 'From: date': 'Date and time', Longitude: 'Longitude', Latitude: 'Latitude' },
  },
  {
    file: 'squares.csv',
    header: 'Ref,Offence,Date,Time,Grid Reference,Spare',
    row: (i) =>
      `G${i},Burglary - Residential,${two(13 + (i % 9))}/06/2026,18:30,SK 593${two(i)} 041${two(i)},09:45`,
    mended: { 'From: time': 'Time' },
    refused: { 'Grid reference': 'Grid Reference' },
  },
  {
    file: 'months.csv',
    header:
      'Crime ID,Month,Longitude,Latitude,Location,LSOA name,Crime type,Last outcome category,Spare,Offence',
    row: (i) =>
      `${i},2026-0${1 + (i % 6)},${(-1.12 + i * 1e-4).toFixed(5)},52.63000,On or near Mill Lane,Oakby 001A,Burglary,Under investigation,x${i},Theft`,
    mended: { Street: 'Location', Beat: 'LSOA name', Outcome: 'Last outcome category' },
    refused: { Month: 'Month' },
  },
]

test('a mistake in each further column guess is mended in one action', async ({ page }) => {
  // four files and some forty readings: on a machine that does much else they take their time
  test.setTimeout(240_000)
  const log = watch(page)
  await openSample(page)
  for (const { file, header, row, mended, refused } of LAYOUTS) {
    const rows = Array.from({ length: 24 }, (_, i) => row(i))
    await open(page, file, [header, ...rows].join('\n') + '\n')
    const whole = '24 incidents from 24 rows; 0 left out'
    await expect(headline(page), file).toHaveText(whole)
    for (const [label, right] of Object.entries(mended)) {
      const mine = page.locator('.a-column', { has: field(page, label) })
      await expect(field(page, label), `${file}: ${label}`).toHaveValue(right)
      await field(page, label).selectOption('Spare')
      await expect(mine, `${file}: ${label}`).toContainText('chosen by the user')
      await mine.getByRole('button', { name: 'guess again' }).click()
      await expect(field(page, label), `${file}: ${label}`).toHaveValue(right)
      await expect(headline(page), `${file}: ${label}`).toHaveText(whole)
    }
    for (const [label, right] of Object.entries(refused)) {
      await expect(field(page, label), `${file}: ${label}`).toHaveValue(right)
      await field(page, label).selectOption('Offence')
      await expect(page.getByText('The former reading stands.').first(), `${file}: ${label}`).toBeVisible()
      await expect(field(page, label), `${file}: ${label}`).toHaveValue(right)
      await expect(headline(page), `${file}: ${label}`).toHaveText(whole)
      await page.getByRole('alert').getByRole('button', { name: 'Put away' }).first().click()
    }
    await backToSample(page)
  }
  expect(log.errors).toEqual([])
})

test('Cancel leaves what was loaded, says so, and the page works on', async ({ page }) => {
  const log = watch(page)
  await openSample(page)
  await open(page, 'week.csv', WEEK(0, 40))
  const whole = '40 incidents from 40 rows; 0 left out'
  await expect(headline(page)).toHaveText(whole)
  // large enough to take a while on any machine
  const many = WEEK(0, 2000).split('\n').slice(1, -1).join('\n') + '\n'
  const big = WEEK(0, 0) + many.repeat(300)
  await chooseFiles(page, { name: 'year.csv.gz', mimeType: '', buffer: gzipSync(big, { level: 1 }) })
  const reading = page.getByRole('progressbar', { name: /^Reading year\.csv/ })
  await expect(reading).toBeVisible()
  // share done, rows and their pace
  await expect(page.getByText(/Reading year\.csv: [\d,]+ rows, [\d,]+ a second/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. What was loaded before is unchanged.')).toBeVisible()
  await expect(reading).toHaveCount(0)
  await expect(headline(page)).toHaveText(whole)
  await expect(title(page)).toContainText('week.csv')
  // no question comes late, and the next file opens
  await chooseFiles(page, textFile('next.csv', WEEK(30, 60)))
  const dialog = page.getByRole('dialog', { name: 'Add to what is loaded, or replace it?' })
  await expect(dialog).toContainText(/new incidents\s*20/)
  await dialog.getByRole('button', { name: 'Add next.csv' }).click()
  await goTo(page, 'Data')
  await expect(headline(page)).toHaveText('60 incidents from 70 rows; 10 already loaded')

  // either of two joined files can be corrected: one press takes the later one off, one puts it back
  await page.getByRole('button', { name: 'Correct week.csv instead' }).click()
  await expect(headline(page)).toHaveText(whole)
  await field(page, 'Beat').selectOption('Spare')
  await expect(page.locator('.a-column', { has: field(page, 'Beat') })).toContainText('chosen by the user')
  await page.getByRole('button', { name: 'Add next.csv again' }).click()
  await expect(headline(page)).toHaveText(/^\d+ incidents from 70 rows/)
  expect(log.errors).toEqual([])
})

test('headers that mislead are mended in one action each, and undo takes it back', async ({ page }) => {
  await openSample(page)

  // the two coordinates under each other's names, both plausible
  const swapped =
    'id,offence,date,easting,northing\n1,Burglary Residential,13/06/2026,304100,459300\n2,Burglary Residential,14/06/2026,304110,459310\n'
  await open(page, 'swapped.csv', swapped)
  await page.getByRole('button', { name: 'Exchange the two coordinates' }).click()
  await expect(field(page, 'Easting (x)')).toHaveValue('northing')
  await expect(field(page, 'Northing (y)')).toHaveValue('easting')
  await undoByMessage(page)
  await expect(field(page, 'Easting (x)')).toHaveValue('easting')

  // dates that fit both orders
  await backToSample(page)
  await open(
    page,
    'order.csv',
    'id,offence,date,easting,northing\n1,Burglary Residential,03/04/2026,459300,304100\n2,Burglary Residential,05/04/2026,459310,304110\n',
  )
  await expect(title(page)).toContainText('3 Apr 2026 – 5 Apr 2026')
  await page.getByRole('button', { name: 'Read dates as month/day' }).first().click()
  await expect(title(page)).toContainText('4 Mar 2026 – 4 May 2026')
  await page.keyboard.press('Control+z')
  await expect(title(page)).toContainText('3 Apr 2026 – 5 Apr 2026')

  // the date under a name nobody knows, beside one that is something else
  await backToSample(page)
  await open(
    page,
    'dates.csv',
    'id,offence,date,happening,easting,northing\n1,Burglary Residential,13/06/2026,01/05/2026,459300,304100\n2,Burglary Residential,14/06/2026,02/05/2026,459310,304110\n',
  )
  await expect(title(page)).toContainText('13 Jun 2026')
  await field(page, 'From: date').selectOption('happening')
  await expect(title(page)).toContainText('1 May 2026 – 2 May 2026')

  // the system of coordinates
  await field(page, 'Coordinates are').selectOption('EPSG:29902')
  await expect(page.locator('#panel .u-lead')).toContainText('Irish Grid')
  await undoByMessage(page)
  await expect(page.locator('#panel .u-lead')).toContainText('British National Grid')

  // times marked as UTC
  await backToSample(page)
  await open(
    page,
    'utc.csv',
    'id,offence,date,easting,northing\n1,Burglary Residential,2026-06-13T23:30:00Z,459300,304100\n',
  )
  await expect(title(page)).toContainText('13 Jun 2026')
  await page.getByRole('button', { name: 'Take Z as UTC' }).click()
  await expect(title(page)).toContainText('14 Jun 2026')

  // no offences at all
  await backToSample(page)
  await open(
    page,
    'plain.csv',
    'id,date,easting,northing\n1,13/06/2026,459300,304100\n2,14/06/2026,459310,304110\n',
  )
  await page.getByRole('button', { name: 'Take all as Residential burglary' }).click()
  await expect(page.getByText('1 of them a kind Cocoon is for')).toBeVisible()

  // one wording taken for the wrong kind
  await backToSample(page)
  await open(
    page,
    'wording.csv',
    'id,offence,date,easting,northing\n1,Smash and grab,13/06/2026,459300,304100\n2,Burglary Residential,14/06/2026,459310,304110\n',
  )
  await field(page, 'Smash and grab · 1').selectOption('theft-from-vehicle')
  await expect(page.getByText('2 of them a kind Cocoon is for; 1 chosen by you')).toBeVisible()

  // windows that end before they start: exchanged, then left out, and counted
  await backToSample(page)
  await open(
    page,
    'windows.csv',
    'id,offence,from,to,easting,northing\n1,Burglary Residential,13/06/2026 20:00,13/06/2026 18:00,459300,304100\n2,Burglary Residential,14/06/2026 10:00,14/06/2026 12:00,459310,304110\n',
  )
  const trouble = page.getByRole('group', { name: /the window ends before it starts/ })
  await trouble.getByRole('button', { name: 'Leave out' }).click()
  await expect(headline(page)).toHaveText('1 incident from 2 rows; 1 left out')
  await undoByMessage(page)
  await expect(headline(page)).toHaveText('2 incidents from 2 rows; 0 left out')
  await trouble.getByRole('button', { name: 'Exchange the two ends' }).click()
  await expect(trouble).toHaveCount(0)
})

test('a table with names nobody knows is read once its columns are said', async ({ page }) => {
  await openSample(page)
  await chooseFiles(
    page,
    textFile(
      'odd.csv',
      'a,b,c,d\nBurglary Residential,13/06/2026,459300,304100\nShoplifting,14/06/2026,459310,304110\n',
    ),
  )
  await page.getByRole('button', { name: 'Say what its columns are…' }).click()
  const dialog = page.getByRole('dialog', { name: 'What are the columns of odd.csv?' })
  await expect(dialog.getByRole('button', { name: 'Read it' })).toBeDisabled()
  await dialog.getByLabel('From: date').selectOption('b')
  await dialog.getByLabel('Easting (x)').selectOption('c')
  await dialog.getByLabel('Northing (y)').selectOption('d')
  await dialog.getByLabel('Offence wording').selectOption('a')
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(headline(page)).toHaveText('2 incidents from 2 rows; 0 left out')
})

test('next week’s file opens straight, and adding it counts what is new', async ({ page }) => {
  await openSample(page)
  await open(page, 'week-23.csv', WEEK(0, 30))
  await expect(headline(page)).toHaveText('30 incidents from 30 rows; 0 left out')
  await field(page, 'Beat').selectOption('Spare')
  await expect(page.locator('.a-column', { has: field(page, 'Beat') })).toContainText('chosen by the user')
  await goTo(page, 'Density')
  const density = page
    .getByRole('navigation', { name: 'Tabs of Where' })
    .getByRole('button', { name: 'Density' })
  await expect(density).toHaveAttribute('aria-current')

  // the whole page is loaded anew: the profile is in the browser, the file is not
  await page.reload()
  await expect(title(page)).toContainText('Sample town')
  const chooser = await chooserOf(page, async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Open…')
    await page.keyboard.press('Enter')
  })
  await chooser.setFiles([textFile('week-24.csv', WEEK(20, 50)) as never])
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('Read with the profile of week-23: 30 incidents, 0 left out.')
  // the user is still where they were, and one press leads to the reading
  await expect(density).toHaveAttribute('aria-current')
  await messages.getByRole('button', { name: 'Change' }).click()
  await expect(field(page, 'Beat')).toHaveValue('Spare')

  // rows 20 to 49 are loaded; 40 to 59 come, ten of them known
  await chooseFiles(page, textFile('week-25.csv', WEEK(40, 60)))
  const dialog = page.getByRole('dialog', { name: 'Add to what is loaded, or replace it?' })
  await expect(dialog).toContainText(/new incidents\s*10/)
  await expect(dialog).toContainText(/unchanged: already loaded\s*10/)
  await dialog.getByRole('button', { name: 'Add week-25.csv' }).click()
  await goTo(page, 'Data')
  await expect(headline(page)).toHaveText('40 incidents from 50 rows; 10 already loaded')
  await expect(page.getByText('left out: already loaded and unchanged')).toBeVisible()

  // the same rows with an outcome are changed, and can be taken off again
  await chooseFiles(page, textFile('week-26.csv', WEEK(40, 60, 'charged')))
  await expect(dialog).toContainText(/the new row stands in place of the loaded one\s*20/)
  await dialog.getByRole('button', { name: /^Add/ }).click()
  await goTo(page, 'Data')
  await expect(headline(page)).toHaveText('40 incidents from 70 rows; 30 already loaded')
  await page.getByRole('button', { name: 'Take it off again' }).click()
  await expect(headline(page)).toHaveText('40 incidents from 50 rows; 10 already loaded')

  // and replacing leaves nothing of the former
  await chooseFiles(page, textFile('week-27.csv', WEEK(100, 110)))
  await dialog.getByRole('button', { name: /^Replace all/ }).click()
  await goTo(page, 'Data')
  await expect(headline(page)).toHaveText('10 incidents from 10 rows; 0 left out')

  // profiles can be renamed, saved, deleted and opened again
  await page.getByRole('button', { name: 'Rename week-23' }).click()
  await page.getByLabel('Name of the profile').fill('Niche weekly')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save profiles' }).click(),
  ])
  const file = readFileSync((await saved.path())!)
  await page.getByRole('button', { name: 'Delete the profile Niche weekly' }).click()
  await expect(page.getByText('Niche weekly', { exact: true })).toHaveCount(0)
  const again = await chooserOf(page, () => page.getByRole('button', { name: 'Open profiles…' }).click())
  await again.setFiles({ name: 'profiles.json', mimeType: 'application/json', buffer: file })
  await expect(page.getByText('Niche weekly', { exact: true })).toBeVisible()
})

test('incidents saved from the page open to the same numbers', async ({ page }) => {
  await openSample(page)
  await open(page, 'week.csv', WEEK(0, 40))
  await goTo(page, 'Data')
  for (const [format, end] of [
    ['CSV', 'csv'],
    ['GeoJSON', 'geojson'],
    ['Parquet', 'parquet'],
  ] as const) {
    await page.getByRole('button', { name: 'Save incidents as…' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click()
    // addresses leave the page: once a day it is asked who takes them, and why
    if (format === 'CSV') {
      const who = page.getByRole('dialog')
      await who.getByLabel('Who').fill('Analyst 1234')
      await who.getByLabel('Why').fill('Weekly review')
      await who.getByRole('button', { name: 'Go on' }).click()
    }
    const saved = await download
    expect(saved.suggestedFilename()).toBe(`cocoon-incidents.${end}`)
    await chooseFiles(page, {
      name: `again.${end}`,
      mimeType: '',
      buffer: readFileSync((await saved.path())!),
    })
    const dialog = page.getByRole('dialog', { name: 'Add to what is loaded, or replace it?' })
    // every row finds its like: the file says what the table says
    await expect(dialog).toContainText(/unchanged: already loaded\s*40/)
    await expect(dialog).toContainText(/new incidents\s*0/)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  }
})

test(
  'places of a partner are laid over the map and counted in nothing',
  { tag: '@map' },
  async ({ page }) => {
    const log = watch(page)
    await openSample(page)
    const before = await title(page).textContent()
    await chooseFiles(
      page,
      textFile(
        'licensed premises.csv',
        'Premises,Type,Licensee,Easting,Northing\n' +
          'The Swan,Pub,Mr John Smith,640884,480049\nBooze Box,Off licence,Mrs Ada Low,641342,479898\n',
      ),
    )
    await expect(page.getByText('2 places laid over the map, not counted in anything.')).toBeVisible()
    await page.getByRole('button', { name: 'More of the map' }).click()
    await page.getByRole('menuitem', { name: 'Partner overlays…' }).click()
    await expect(headline(page)).toHaveText('2 places in 1 partner overlay, counted in nothing')
    // the name of the place, and nobody's
    const panel = page.locator('#panel')
    await expect(panel).toContainText('The Swan')
    await expect(panel).not.toContainText('John Smith')
    await expect(page.getByLabel('Legend of the map')).toContainText('licensed premises (2, not counted)')
    await panel.getByLabel('Places are named by').selectOption('Type')
    await expect(panel).toContainText('Off licence')
    await expect(panel.getByRole('combobox').locator('option', { hasText: 'Licensee' })).toHaveCount(0)
    expect(await title(page).textContent()).toBe(before)

    const { violations } = await inspection(page).analyze()
    expect(violations.map((v) => `${v.id}: ${v.nodes[0].target.join(' ')}`)).toEqual([])

    // the layers of the map hide it, and it can be taken off and brought back
    await page.getByRole('button', { name: 'Layers of the map' }).click()
    await page.getByRole('menuitemcheckbox', { name: /^licensed premises/ }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByText('licensed premises (2, not counted)')).toHaveCount(0)
    await page.getByRole('button', { name: 'More of licensed premises' }).click()
    await page.getByRole('menuitem', { name: 'Take off' }).click()
    await expect(page.getByText('No partner overlay is loaded')).toBeVisible()
    await undoByMessage(page)
    await expect(headline(page)).toHaveText('2 places in 1 partner overlay, counted in nothing')

    // fires have dates and would pass for incidents: the question offers to draw them only
    await open(page, 'week.csv', WEEK(0, 40))
    await chooseFiles(
      page,
      textFile(
        'fires.csv',
        'Incident No,Incident type,Date,Time,Easting,Northing\nF1,Dwelling fire,13/06/2026,12:00,459300,304100\n',
      ),
    )
    await page.getByRole('button', { name: 'Lay over the map, do not count' }).click()
    await expect(headline(page)).toHaveText('3 places in 2 partner overlays, counted in nothing')
    await goTo(page, 'Data')
    await expect(headline(page)).toHaveText('40 incidents from 40 rows; 0 left out')
    expect(log.errors).toEqual([])
  },
)
