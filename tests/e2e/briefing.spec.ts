/** Save and tell, in a browser: a view comes back, a briefing goes out on paper and as a picture, and a public version. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import {
  chooserOf,
  fewOfTheSample,
  goTo,
  holdPrints,
  linkOf,
  openSample,
  printed,
  settled,
  watch,
} from './tools.ts'

const OUTPUT = 'tests/output/pdf/'
mkdirSync(OUTPUT, { recursive: true })

/** The download that a press starts, as bytes. */
async function saved(page: Page, button: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync((await download.path())!) }
}

/** Size of a PNG, the share of it that is not white, and how many colours it has: decoded by the browser itself. */
const looked = (
  page: Page,
  png: Buffer,
): Promise<{ width: number; height: number; ink: number; colours: number }> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const g = canvas.getContext('2d')!
    g.drawImage(image, 0, 0)
    const { data } = g.getImageData(0, 0, image.width, image.height)
    const colours = new Set<number>()
    let ink = 0
    for (let i = 0; i < data.length; i += 4) {
      const rgb = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2]
      if (rgb !== 0xffffff) ink++
      colours.add(rgb)
    }
    return { width: image.width, height: image.height, ink: ink / (data.length / 4), colours: colours.size }
  }, png.toString('base64'))

/** Every street of the sample town. */
const streets = [
  ...new Set(
    [...readFileSync('data/town/addresses.csv', 'utf8').matchAll(/,([^,"]+),Ludderwick,XL/g)].map(
      (m) => m[1],
    ),
  ),
]

/** Text as one line, whatever the breaks of paper made of it: "as-" and "at" on two lines are "as-at". */
const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').replace(/(\w-) /g, '$1')

test(
  'one press prints the briefing: answers as on screen, settings, limits, no house number',
  { tag: '@map' },
  async ({ page }) => {
    // six analyses and two maps off the screen, without a graphics card
    test.setTimeout(300_000)
    const seen = watch(page)
    await holdPrints(page)
    await openSample(page)
    await goTo(page, 'Briefing')
    await expect(
      page.getByRole('heading', { level: 2, name: 'Briefing of 6 parts, ready to print' }),
    ).toBeVisible()
    const notes = page.getByRole('textbox', { name: 'What we make of it, and what should be done' })
    const street = (await page.locator('.bf-parts').innerText()).match(/around ((?:[A-Z]\w+ ?)+?) holds/)![1]
    await notes.fill(`Foot patrol around 26 ${street} on Thursday.\n\nAsk the ward team about lighting.`)
    const answers = await page.locator('.bf-parts .bf-faint').allInnerTexts()
    expect(answers).toHaveLength(6)

    await page.getByRole('button', { name: 'Print the briefing' }).click()
    await page.waitForFunction(() => (window as unknown as { printed?: number }).printed)
    const texts = await page
      .locator('.print-root :is(td, th, p, li, h1, h2, caption, dd, dt, text)')
      .evaluateAll((all) => all.map((e) => e.textContent ?? ''))
    const { pdf, pages } = await printed(page)
    writeFileSync(OUTPUT + 'briefing.pdf', pdf)
    expect(pages.length).toBeGreaterThanOrEqual(3)
    expect(pages.length).toBeLessThanOrEqual(7)
    pages.forEach((text, i) => {
      expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
      expect(flat(text)).toContain(`page ${i + 1} of ${pages.length}`)
    })
    const whole = flat(pages.join(' '))
    for (const answer of answers) {
      expect(flat(pages[0])).toContain(flat(answer))
      // once in short, once above its own part
      expect(whole.split(flat(answer)).length - 1).toBeGreaterThanOrEqual(2)
    }
    for (const words of [
      'Sample town: everything is invented',
      'Sun 22 Nov 2026',
      'of 5,342 incidents, 45 rows left out',
      'Choices and limits.',
      'Settings.',
      'Radius: 400 m',
      'Not when:',
      'Live zones, highest risk first',
      'Recorded crime is not all crime',
      'Ask the ward team about lighting.',
      `Foot patrol around ${street} on Thursday.`,
    ])
      expect(whole).toContain(words)
    // cell by cell and sentence by sentence, no number stands before a street of the town
    expect(streets.length).toBeGreaterThan(20)
    const numbered = new RegExp(`\\d[a-z]?,? (?:${streets.join('|')})`)
    for (const text of texts) if (!/Beat \d/.test(text)) expect(text).not.toMatch(numbered)

    // the doors are there when they are asked for
    await page.getByRole('switch', { name: 'With house numbers' }).click()
    await expect(page.locator('.bf-roll')).toContainText(`Foot patrol around 26 ${street}`)
    await expect(page.locator('.bf-roll')).toContainText('Addresses stand on this briefing')
    expect(seen.errors).toEqual([])
    expect(
      seen.requests.filter((r) => !/^(https?:\/\/(127\.0\.0\.1|localhost)[:/]|blob:|data:)/.test(r)),
    ).toEqual([])
  },
)

test(
  'page one as a picture, A4 and slide, under the page’s own policy: decoded, of the right size, with its map',
  { tag: '@map' },
  async ({ page }) => {
    test.setTimeout(300_000)
    const seen = watch(page)
    await holdPrints(page)
    // one part, as someone chose it last week
    await page.addInitScript(() =>
      localStorage.setItem(
        'cocoon.settings',
        JSON.stringify({ briefing: { parts: [{ id: 'zones', full: true }] } }),
      ),
    )
    await openSample(page)
    await goTo(page, 'Briefing')
    await expect(
      page.getByRole('heading', { level: 2, name: 'Briefing of 1 part, ready to print' }),
    ).toBeVisible()
    for (const [shape, width, height] of [
      ['A4', 1654, 2340],
      ['Slide', 1920, 1080],
    ] as const) {
      await page
        .getByRole('radiogroup', { name: 'Shape of the picture' })
        .getByText(shape, { exact: true })
        .click()
      const { name, bytes } = await saved(page, /Save page one as PNG/)
      writeFileSync(`${OUTPUT}briefing-${shape.toLowerCase()}.png`, bytes)
      expect(name).toBe(`briefing-2026-11-22${shape === 'Slide' ? '-slide' : ''}.png`)
      const picture = await looked(page, bytes)
      expect([picture.width, picture.height]).toEqual([width, height])
      // text alone is about a twentieth of ink and two dozen greys: more means that the map is there
      expect(picture.ink).toBeGreaterThan(0.25)
      expect(picture.colours).toBeGreaterThan(500)
    }
    expect(seen.errors).toEqual([])
  },
)

test(
  'the public version: ranges, no day, no street, no count below five, and nobody is asked',
  { tag: '@map' },
  async ({ page }) => {
    await page.addInitScript(() => {
      window.print = () => void ((window as unknown as { printed: number }).printed = 1)
    })
    await openSample(page)
    await goTo(page, 'Public')
    await expect(page.getByRole('heading', { level: 2, name: /squares with a figure/ })).toBeVisible()
    const { bytes } = await saved(page, /Save every figure as CSV/)
    const csv = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    expect(csv[0]).toContain('at least,at most,in words')
    const figures = csv.slice(1).map((l) => /,(\d*),(\d+),"?(fewer than 5|[\d,]+ to [\d,]+)"?$/.exec(l)!)
    for (const f of figures) {
      expect(f).not.toBeNull()
      // a figure is a range of five or more, or hidden; never a count
      expect(+f[2] - +(f[1] || 0)).toBeGreaterThanOrEqual(4)
      if (f[1] !== '') expect(+f[1]).toBeGreaterThanOrEqual(5)
    }

    const picture = await saved(page, /^Save as PNG/)
    expect(await looked(page, picture.bytes)).toMatchObject({ width: 1654, height: 2340 })
    await page.getByRole('button', { name: 'Print the public version' }).click()
    const { pdf, pages } = await printed(page)
    writeFileSync(OUTPUT + 'public.pdf', pdf)
    const text = flat(pages.join(' '))
    expect(text).toContain('Not every crime is reported')
    expect(text).toContain('fewer than 5')
    // a range beside a month reads like a day: "25 to 29 Dec 2025"
    expect(text.replace(/\d+ to \d+/g, '')).not.toMatch(
      /OFFICIAL|\b(?:Lane|Road|Terrace|Street)\b|\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}|zone/,
    )
    await expect(page.getByRole('dialog')).toHaveCount(0)
  },
)

test('who and why are asked before a briefing leaves', async ({ page }) => {
  await openSample(page)
  await goTo(page, 'Briefing')
  await page.getByRole('button', { name: 'Print the briefing' }).click()
  await expect(page.getByRole('dialog', { name: 'Who and why?' })).toContainText('briefing, 6 parts')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Print the briefing' })).toBeEnabled()
})

test('a view is saved by keyboard, comes back after a reload and out of a project file', async ({ page }) => {
  await fewOfTheSample(page)
  await openSample(page, '#v=1&view=zones&p.zones.radius=300')
  await page.keyboard.press('Control+Shift+S')
  await page.getByRole('textbox', { name: 'Save what is shown now as' }).fill('Zones at 300 m')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Zones at 300 m · in front' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()

  // elsewhere, with other settings
  await settled(page)
  await page.goto('about:blank')
  await openSample(page, '#v=1&view=today')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Zones at 300 m' }).click()
  await expect.poll(() => linkOf(page)).toMatch(/view=zones.*p\.zones\.radius=300/)
  // one change takes it back
  await page.keyboard.press('Control+z')
  await expect.poll(() => linkOf(page)).not.toContain('p.zones.radius=300')

  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')])
  const file = (await download.path())!
  const text = readFileSync(file, 'utf8')
  expect(JSON.parse(text).views).toEqual([
    { name: 'Zones at 300 m', hash: expect.stringContaining('p.zones.radius=300') },
  ])
  // a browser that remembers nothing takes it from the file, by the palette
  await page.evaluate(() => localStorage.clear())
  await page.goto('about:blank')
  await openSample(page)
  const chooser = await chooserOf(page, async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Open project')
    await page.keyboard.press('Enter')
  })
  await chooser.setFiles({ name: 'p.cocoon.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(page.getByText('Project opened.')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Zones at 300')
  await page.keyboard.press('Enter')
  await expect.poll(() => linkOf(page)).toContain('p.zones.radius=300')
})
