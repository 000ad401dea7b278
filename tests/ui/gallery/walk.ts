/** Walks the built gallery by keyboard and pointer and says what went wrong; times what people wait for. */
import { chromium, type Page } from '@playwright/test'
import { preview } from 'vite'

const config = new URL('./vite.config.ts', import.meta.url).pathname
const out = new URL('../../output/gallery-shots', import.meta.url).pathname
const server = await preview({ configFile: config, preview: { port: 4188 } })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
})
const page = await context.newPage()
let faults = 0
const check = (name: string, ok: unknown) => {
  if (!ok) faults++
  console.log(`${ok ? 'ok  ' : 'BAD '} ${name}`)
}
page.on(
  'console',
  (m) => m.type() === 'error' && !/made for the gallery/.test(m.text()) && check(m.text(), false),
)
page.on('pageerror', (e) =>
  check(`page error: ${e.stack?.slice(0, 600)}`, /made for the gallery/.test(String(e))),
)
const open = (view: string) => page.goto(`http://localhost:4188/?view=${view}&theme=light`)
const focused = (p: Page) =>
  p.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
/** ms from a click to the second frame after it */
const timed = async (name: string, selector: string) => {
  const ms = await page
    .locator(selector)
    .first()
    .evaluate(
      (el) =>
        new Promise<number>((done) => {
          const t = performance.now()
          ;(el as HTMLElement).click()
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t)))
        }),
    )
  console.log(`     ${name}: ${ms.toFixed(0)} ms`)
}

await open('parts')
const big = page.getByRole('grid', { name: 'Incidents, the latest first' })
for (const name of ['Crime number', 'Address', 'From', 'Nearest'])
  await timed(
    `sort 100,000 rows by ${name}`,
    `table[aria-label^="Incidents"] thead button:has-text("${name}")`,
  )
await big.focus()
await page.keyboard.press('End')
await page.waitForTimeout(100)
check('End reaches the last row', await big.locator('tr[aria-rowindex="100001"]').count())
await page.keyboard.press('Home')
await page.keyboard.press('Enter')
check('Enter selects', (await big.locator('tr[aria-selected="true"]').count()) === 1)
await page.keyboard.press('Shift+ArrowDown')
await page.keyboard.press('Shift+ArrowDown')
check('Shift stretches', (await big.locator('tr[aria-selected="true"]').count()) === 3)
await page.keyboard.press('Control+c')
const copied = await page.evaluate(() => navigator.clipboard.readText())
check('Ctrl C copies three rows and a header', copied.trim().split('\n').length === 4)
await page.locator('table[aria-label^="Incidents"] thead button:has-text("Crime")').click()
check(
  'sorting keeps the selection',
  /3 selected/.test((await page.locator('.u-table-count').nth(1).textContent()) ?? ''),
)
const choose = page.getByRole('button', { name: 'Choose columns' }).nth(1)
await choose.click()
await page.keyboard.press('Enter')
check('a column goes', (await big.locator('th').count()) === 6)
await page.screenshot({ path: `${out}walk-menu.png` })
await page.keyboard.press('Escape')
check('focus comes back from the menu', (await focused(page)) === 'Choose columns')
await page.getByRole('button', { name: 'Open a dialog' }).click()
await page.waitForTimeout(150)
await page.screenshot({ path: `${out}walk-dialog.png` })
for (let i = 0; i < 8; i++) await page.keyboard.press('Tab')
check(
  'focus stays in the dialog',
  await page.evaluate(() => !!document.activeElement?.closest('[role=dialog]')),
)
await page.keyboard.press('Escape')
check('Esc closes the dialog', (await page.getByRole('dialog').count()) === 0)
await page.getByRole('button', { name: 'Say something' }).click()
check(
  'a toast is said politely',
  await page.locator('[aria-live=polite]').getByText('Beat 4 taken off').count(),
)
await page.getByLabel('Radius', { exact: true }).fill('9999')
check('a number out of limits gets its sentence', await page.getByText('Radius must be 50 to 2000 m').count())
await page.getByRole('button', { name: 'What does “Radius” mean?' }).click()
check('help opens', await page.getByText('Studies find it within 400 m').isVisible())
await page.getByRole('button', { name: 'What does “Chips” mean?' }).click()
check('help popover opens', await page.getByText('Chips show every filter').isVisible())
check('no style element was injected', (await page.locator('style').count()) === 0)

await open('charts')
const first = page.getByRole('slider', { name: 'First day shown' }).first()
const before = await first.getAttribute('aria-valuenow')
await first.focus()
await page.keyboard.press('ArrowLeft')
check(
  'an arrow moves the brush by a week',
  Number(before) - Number(await first.getAttribute('aria-valuenow')) === 7,
)
await page.screenshot({ path: `${out}walk-brush.png`, clip: { x: 0, y: 0, width: 1280, height: 300 } })
const box = (await page.locator('.ch-brush-ground').first().boundingBox())!
await page.mouse.move(box.x + 100, box.y + 20)
await page.mouse.down()
await page.mouse.move(box.x + 300, box.y + 20, { steps: 8 })
await page.mouse.up()
await page.waitForTimeout(60)
check('a drag draws a new window', (await first.getAttribute('aria-valuenow')) !== before)
await page.mouse.click(box.x + 700, box.y + 20)
await page.waitForTimeout(60)
check('a click lets go', (await page.locator('.ch-brush[data-on]').count()) === 0)
const cell = page.locator('[data-at="1,0"]')
await cell.focus()
await page.keyboard.press('ArrowRight')
check(
  'arrows walk the heat table',
  await page.evaluate(() => document.activeElement?.getAttribute('data-at') === '1,1'),
)
check('and it reads itself', await page.getByText('times, p =').count())
await page.getByRole('button', { name: 'Show “Hours of the week” as a table' }).click()
check(
  'a chart turns into its table',
  await page.getByRole('grid', { name: /Hours of the week: a row/ }).count(),
)

await open('frame')
await page.waitForTimeout(300)
await page.keyboard.press('Control+k')
await page.keyboard.type('zones')
check(
  'the palette finds',
  (await page.getByRole('option').first().textContent())?.startsWith('Show risk zones'),
)
await page.keyboard.press('Escape')
check('the palette closes', (await page.getByRole('option').count()) === 0)
await page.waitForTimeout(200)
await page.setViewportSize({ width: 390, height: 844 })
await page.waitForTimeout(200)
await page.getByRole('button', { name: 'Panel over the map' }).click({ timeout: 3000 })
await page.waitForTimeout(250)
check('the sheet pulls up', ((await page.locator('.u-frame-main').boundingBox())?.height ?? 1) < 1)
await page.screenshot({ path: `${out}walk-sheet.png` })
console.log(`${faults} faults`)
await browser.close()
await server.close()
process.exit(faults > 0 ? 1 : 0)
