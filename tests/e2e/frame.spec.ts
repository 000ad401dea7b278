/** The frame: where map and panel stand in a low window, two maps that move together, and whose the focus is. */
import { expect, test, type Page } from '@playwright/test'
import { fewOfTheSample, goTo, openSample } from './tools.ts'

const sizeOf = async (page: Page, what: string) => (await page.locator(what).boundingBox())!

// laptops of 1440 × 900 and 1280 × 720 at 200% zoom, and a phone lying down
for (const [width, height] of [
  [720, 450],
  [640, 360],
  [844, 390],
])
  test(`map and panel are both of use in a window of ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openSample(page)
    for (const view of ['Doors', 'Density', 'Overview']) {
      await goTo(page, view)
      const [map, panel] = [await sizeOf(page, '.u-map'), await sizeOf(page, '#panel')]
      // the panel holds its answer and some of what follows, the map the town
      expect(map.height, view).toBeGreaterThan(170)
      expect(map.width, view).toBeGreaterThan(240)
      expect(panel.height, view).toBeGreaterThan(190)
      expect(panel.width, view).toBeGreaterThan(290)
      expect(panel.x + panel.width, view).toBeLessThanOrEqual(map.x)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view).toBe(true)
    }
  })

test('a widened rail holds its words whole in every window, and its number beside them', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await page.getByRole('button', { name: 'Widen the rail' }).click()
  for (const [width, height] of [
    [1440, 900],
    [768, 1024],
    [720, 450],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height })
    await expect(page.locator('.u-rail-open').first(), `${width}`).toBeAttached()
    const cut = () =>
      page.locator('.u-rail').evaluate((rail) => {
        const within = rail.getBoundingClientRect()
        const box = (e: Element) => e.getBoundingClientRect()
        const words = [...rail.querySelectorAll('.u-rail-word')].map(box).filter((b) => b.width > 1)
        const open = [...rail.querySelectorAll('.u-rail-open')].map(box)
        return (
          words.some((w) => w.left < within.left || w.right > within.right) ||
          open.some((o) =>
            words.some((w) => o.left < w.right && w.left < o.right && o.top < w.bottom && w.top < o.bottom),
          )
        )
      })
    await expect.poll(cut, `${width}`).toBe(false)
  }
})

test('two maps move together, also when everything is shown', { tag: '@map' }, async ({ page }) => {
  await openSample(page)
  const scales = page.locator('.map-scale')
  await expect(scales).toHaveCount(1)
  await page.getByRole('button', { name: 'More of the map' }).click()
  await page.getByRole('menuitem', { name: 'Two maps side by side' }).click()
  await expect(scales).toHaveCount(2)
  const apart = async () => {
    const [a, b] = await scales.allTextContents()
    return a === b ? a : `${a} and ${b}`
  }
  const whole = await scales.first().textContent()
  const zoom = page.getByRole('region', { name: 'Map', exact: true }).getByRole('button', { name: 'Zoom in' })
  await zoom.click()
  await expect.poll(apart).not.toBe(whole)
  await zoom.click()
  await expect.poll(apart).toMatch(/^\d+ m$/)
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect.poll(apart).toBe(whole)
  // another size frames everything anew, in both
  const metresPerPixel = () =>
    scales.evaluateAll((bars) =>
      bars.map((bar) => {
        const [, n, unit] = /([\d.]+) (k?m)/.exec(bar.textContent)!
        return (Number(n) * (unit === 'km' ? 1000 : 1)) / parseFloat((bar as HTMLElement).style.width)
      }),
    )
  const before = await metresPerPixel()
  await page.setViewportSize({ width: 1700, height: 1200 })
  for (const k of [0, 1])
    await expect.poll(async () => (await metresPerPixel())[k]).toBeLessThan(before[k] * 0.9)
  const [a, b] = await metresPerPixel()
  expect(Math.abs(Math.log2(a / b))).toBeLessThan(0.2)
})

test('the focus is never taken back after a press on bare ground', async ({ page }) => {
  await fewOfTheSample(page)
  await openSample(page)
  const button = page.locator('.a-filter-button')
  const has = () => page.evaluate(() => document.activeElement!.className || document.activeElement!.tagName)
  const takeOff = () => button.evaluate((b) => b.remove())
  // taken off by what it did: what held it goes on
  await button.focus()
  await takeOff()
  await expect.poll(has).toBe('a-header-b')

  await page.reload()
  await expect(button).toBeVisible()
  await button.focus()
  const head = await sizeOf(page, '.a-header-b')
  await page.mouse.click(head.x + head.width - 4, head.y + head.height - 2)
  expect(await has()).toBe('BODY')
  await takeOff()
  await page.waitForTimeout(200)
  expect(await has()).toBe('BODY')
})

test('settings that are still being fetched are gone to when they come', async ({ page }) => {
  let come = () => {}
  const waits = new Promise<void>((resolve) => (come = resolve))
  await page.route(/SchemaForm-[\w-]+\.js/, async (route) => {
    await waits
    await route.continue()
  })
  await openSample(page)
  const part = page.locator('#panel details[data-settings]')
  await expect(part).toHaveCount(1)
  await page.keyboard.press('g')
  await page.keyboard.press(',')
  await expect(part.locator('summary')).toBeFocused()
  come()
  await expect(part.locator('input, select').first()).toBeFocused()
})
