/** Nothing lost and nothing left: reloading in the middle of work, the passphrase, ticking while locked, and a profile searched after erasing. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page, test } from '@playwright/test'
import { BASE } from './playwright.config.ts'
import { findBrowser } from '../tools/browser.ts'
import {
  chooseFiles,
  chooserOf,
  fewOfTheSample,
  goTo,
  inspection,
  openSample,
  settled,
  textFile,
  watch,
} from './tools.ts'

/** A force's file of 60 burglaries on a street that is nowhere else. */
const evil = (name = 'evil.csv', street = 'Quillfeather Row', north = 304200) =>
  textFile(
    name,
    [
      'Crime No,Offence,Committed From,Easting,Northing,Address',
      ...Array.from(
        { length: 60 },
        (_, i) =>
          `C${i},Burglary Residential,${String(1 + (i % 28)).padStart(2, '0')}/10/2026 18:30,${459300 + 13 * i},${north + 7 * i},${1 + i} ${street}`,
      ),
    ].join('\n') + '\n',
  )

/** Nobody who cannot see or point is kept out of what is shown. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await inspection(page).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)).toEqual(
    [],
  )
}

/** Saves what is shown as a named view: one step of the history. */
async function saveView(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+S')
  await page.getByRole('textbox', { name: 'Save what is shown now as' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `${name} · in front` })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
}

const undoOf = (page: Page, what: string) => page.getByRole('button', { name: `Undo: ${what}` })

test('a reload in the middle of work loses nothing', async ({ page }) => {
  const seen = watch(page)
  await fewOfTheSample(page)
  await openSample(page)
  await saveView(page, 'Nights in the town')
  // half a moment after a change leaving is asked about
  await settled(page)
  await page.reload()
  await expect(page.getByText('Invented data')).toBeVisible()
  await expect(undoOf(page, 'view “Nights in the town” saved')).toBeVisible()

  await chooseFiles(page, evil())
  await expect(page.locator('.a-file').first()).toContainText('evil.csv')
  await saveView(page, 'Quillfeather nights')
  await settled(page)
  await page.reload()
  await expect(page.getByText('Drop evil.csv again to go on.')).toBeVisible()
  await expect(page.getByText('Invented data')).toBeVisible()
  await page.screenshot({ path: 'tests/output/guard-pending.png' })
  // another file is not taken for it
  await chooseFiles(page, evil('other.csv', 'Marl Lane', 305000))
  await expect(page.getByText(/other\.csv is another file/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('Drop evil.csv again to go on.')).toBeVisible()
  await chooseFiles(page, evil())
  await expect(page.getByText(/^Your work is back: .*1 step to undo/)).toBeVisible()
  await expect(page.getByText('Drop evil.csv again to go on.')).toBeHidden()
  await undoOf(page, 'view “Quillfeather nights” saved').click()
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'Quillfeather nights' })).toBeHidden()
  await page.keyboard.press('Escape')
  expect(new URL(page.url()).hash).toBe('')
  expect(seen.errors).toEqual([])
})

const WORDS = 'lantern cupboard elbow parsnip'
const DAY = Math.floor(Date.now() / 86_400_000)
const round = {
  ...{ cocoon: 'round', version: 1, code: 'C-2811-7QKM-1R', title: 'Quillfeather Row', marking: 'OFFICIAL' },
  ...{ asAt: DAY, expires: DAY + 5, length: 90, minutes: 12, beats: [], tiers: [], shift: 0 },
  calls: ['1', '2', '3'].map((label) => ({
    ...{ label, address: `${label} Quillfeather Row`, homes: [{ key: `10000${label}`, flat: '' }] },
    ...{ relation: 'near', why: 'two doors away', tier: 'A', due: DAY * 1440 + 1439, expires: DAY + 5 },
    ...{ lng: -1.2, lat: 52.63 },
  })),
}

/** Opens the round of real homes and sets the passphrase that is asked for. */
async function openRound(page: Page): Promise<void> {
  const chooser = await chooserOf(page, () => page.getByRole('button', { name: 'Open a round…' }).click())
  await chooser.setFiles({
    name: 'r.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(round)),
  })
  const dialog = page.getByRole('dialog', { name: 'Lock what this browser keeps?' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('aaaaaaaaaaaa')
  await expect(dialog.getByText(/too easy to guess/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(WORDS)
  await dialog.getByRole('button', { name: 'Lock it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1')
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passphrase of this browser').fill(WORDS)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
}

test('rounds of real homes are locked, and a door can be ticked while they are', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('./#round')
  await openRound(page)
  await page.getByRole('textbox', { name: /Note/ }).fill('gate by the wisterwort')
  await page.getByRole('button', { name: 'Refused', exact: true }).click()
  await expect(page.locator('.s-last')).toContainText('1:')

  await page.reload()
  await expect(page.getByText('Rounds and results on this device are locked.')).toBeVisible()
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('Quillfeather')
  await expectSound(page)
  // for a thumb, and nothing sticks out sideways
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.s-page button, .s-page textarea, .s-page .s-tick')]
        .filter((b) => b.offsetHeight > 0 && (b.offsetHeight < 48 || b.offsetWidth < 48))
        .map((b) => `${b.textContent} ${b.offsetWidth} × ${b.offsetHeight}`),
    ),
  ).toEqual([])
  await page.screenshot({ path: 'tests/output/guard-locked.png', fullPage: true })
  await page.getByRole('textbox', { name: 'Number on the sheet' }).fill('3')
  await page.getByRole('textbox', { name: /^Note/ }).fill('dog in the yard')
  await page.getByRole('button', { name: 'Spoke to someone' }).click()
  await expect(page.getByText('1 call recorded while locked.')).toBeVisible()

  await page.getByLabel('Passphrase of this browser').fill('lantern cupboard elbow turnip')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByText('This is not its passphrase.')).toBeVisible()
  await unlock(page)
  await expect(page.getByRole('progressbar', { name: 'Calls made' })).toHaveAttribute('aria-valuenow', '2')
  await page.getByRole('button', { name: 'All doors' }).click()
  await expect(page.getByText(/spoke to someone/).first()).toBeVisible()

  // one unlock serves every tab, and so does one lock
  const other = await page.context().newPage()
  await other.goto('./')
  await expect(other.getByRole('progressbar', { name: 'Calls made' })).toHaveAttribute('aria-valuenow', '2')
  await other.getByRole('button', { name: 'All rounds' }).click()
  await other.getByRole('button', { name: 'Map and lists' }).click()
  await goTo(other, 'Data')
  await expect(other.getByText('Behind a passphrase, and open in this page')).toBeVisible()
  await other.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByText('Rounds and results on this device are locked.')).toBeVisible()
})

test('opened files are kept by choice behind the passphrase, and open again by themselves', async ({
  page,
}) => {
  await fewOfTheSample(page)
  await openSample(page)
  await goTo(page, 'Data')
  await page.getByRole('button', { name: 'Set a passphrase…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lock what this browser keeps?' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(WORDS)
  await page.screenshot({ path: 'tests/output/guard-set.png' })
  await dialog.getByRole('button', { name: 'Lock it' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('heading', { name: 'Locked on this machine' }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'tests/output/guard-here.png' })
  const days = page.getByRole('textbox', { name: 'Keep opened files for' })
  await days.fill('3')
  await days.press('Enter')
  await chooseFiles(page, evil())
  await expect(page.locator('.a-file').first()).toContainText('evil.csv')
  await saveView(page, 'Quillfeather nights')
  await settled(page)
  // the files follow a second later
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const open = indexedDB.open('cocoon')
        const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)))
        const keys = db.transaction('kept').objectStore('kept').getAllKeys()
        return new Promise<string>((done) => (keys.onsuccess = () => done(keys.result.join())))
      }),
    )
    .toContain('extract/')
  await page.reload()
  await page.getByRole('button', { name: 'Unlock…' }).first().click()
  await unlock(page)
  await expect(page.getByText(/^Your work is back/)).toBeVisible()
  await expect(page.locator('.a-file').first()).toContainText('evil.csv')
  await expect(undoOf(page, 'view “Quillfeather nights” saved')).toBeVisible()
})

test('a browser that keeps nothing is told of in a sentence, and leaving is asked about', async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.')
    }
  })
  await fewOfTheSample(page)
  await openSample(page)
  await saveView(page, 'Nights in the town')
  await expect(
    page.getByText(/^What you do here is not kept for after a reload\. .*Leave private browsing/),
  ).toBeVisible()
  const asked = await page.evaluate(() => {
    const leave = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leave)
    return leave.defaultPrevented
  })
  expect(asked).toBe(true)
})

test('a PIN covers the screen after idle minutes, and says that it guards nothing on disk', async ({
  page,
}) => {
  await page.clock.install()
  await fewOfTheSample(page)
  await openSample(page)
  await goTo(page, 'Data')
  await page.getByRole('button', { name: 'PIN for the screen…' }).click()
  const dialog = page.getByRole('dialog', { name: 'PIN for the screen' })
  await expect(dialog).toContainText('It protects nothing on disk')
  await dialog.getByLabel('PIN', { exact: true }).fill('12a')
  await expect(dialog.getByText('A PIN has 4 to 8 digits.')).toBeVisible()
  await dialog.getByLabel('PIN', { exact: true }).fill('4711')
  await dialog.getByRole('button', { name: 'Set PIN' }).click()
  // the idle minutes count from when it is set
  await expect(dialog).toBeHidden()
  await page.clock.fastForward('11:00')
  const cover = page.getByRole('dialog', { name: 'The screen is covered' })
  await expect(cover).toContainText('It protects nothing on disk.')
  await page.screenshot({ path: 'tests/output/guard-pin.png' })
  // what lies below is neither seen nor reached by keys
  await expect(page.locator('#app')).toHaveAttribute('inert')
  await page.locator('body').press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await cover.getByLabel('PIN', { exact: true }).fill('0000')
  await cover.getByRole('button', { name: 'Go on' }).click()
  await expect(cover).toContainText('That is not the PIN. 4 tries are left.')
  await cover.getByLabel('PIN', { exact: true }).fill('4711')
  await cover.getByRole('button', { name: 'Go on' }).click()
  await expect(cover).toBeHidden()
  await expect(page.locator('#app')).not.toHaveAttribute('inert')
})

/** Whether any file under a folder holds one of these words, in one byte or two a letter. */
function found(folder: string, words: readonly string[]): string[] {
  const hits: string[] = []
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    const bytes = readFileSync(path)
    for (const w of words)
      if (bytes.includes(Buffer.from(w, 'latin1')) || bytes.includes(Buffer.from(w, 'utf16le')))
        hits.push(`${w} in ${name}`)
  }
  return hits
}

test('no address, note, name or filter can be found in the profile after everything was erased', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cocoon-profile-'))
  const open = () =>
    chromium.launchPersistentContext(folder, {
      executablePath: findBrowser(),
      args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-gpu', '--disable-3d-apis'],
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      baseURL: BASE,
      acceptDownloads: true,
      // what it keeps for opening offline is searched as well
      serviceWorkers: 'allow',
    })
  const words = ['Quillfeather', 'wisterwort', 'Farnsworthy', 'Nightjar', WORDS]
  try {
    const context = await open()
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(BASE + '#round')
    await openRound(page)
    await page.getByRole('textbox', { name: /Note/ }).fill('gate by the wisterwort')
    await page.getByRole('button', { name: 'Refused', exact: true }).click()
    await expect(page.locator('.s-last')).toContainText('1:')
    await page.getByRole('textbox', { name: /Note/ }).fill('another wisterwort')
    await page.getByRole('button', { name: 'All rounds' }).click()
    await page.getByRole('button', { name: 'Map and lists' }).click()
    await expect(page.getByText('Invented data')).toBeVisible()
    await chooseFiles(page, evil())
    await expect(page.locator('.a-file').first()).toContainText('evil.csv')
    await saveView(page, 'Nightjar filter')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('textbox', { name: 'Printed by' }).fill('Farnsworthy')
    await page.getByRole('button', { name: 'Done' }).click()
    await settled(page)
    // while it is open: locked as well
    expect(found(folder, words)).toEqual([])
    await goTo(page, 'Data')
    await page.getByRole('button', { name: 'Erase everything…' }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Keep the log' }).uncheck()
    await page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true }).click()
    await expect(page.getByText('Erased, the log too.')).toBeVisible()
    await context.close()
    expect(found(folder, words)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
