/** Accessibility of every screen: axe in light and dark, wide and narrow, and the whole way by keyboard. */
import { expect, type Page, test } from '@playwright/test'
import { goTo, holdPrints, inspection, openSample, printed, TABS } from './tools.ts'

/** Findings in words, so that a failure can be read. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await inspection(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}: ${v.nodes[0].target.join(' ')})`)
}

// every panel once wide and light; those a phone is used for once narrow and dark, with the map and its controls
const PHONE = /^(Doors|Zones|Overview|Data)/
for (const [scheme, width, height, which, tag] of [
  ['light', 1280, 800, /./, []],
  ['dark', 390, 844, PHONE, ['@map']],
] as const)
  test(`axe finds nothing on any screen, ${scheme}, ${width} px`, { tag: [...tag] }, async ({ page }) => {
    // colours at rest: those that a button passes through while it changes are nobody's to read
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    await openSample(page)
    test.setTimeout(300_000)
    for (const view of [...TABS, 'Data'].filter((v) => which.test(v))) {
      await goTo(page, view)
      await expect(page.getByRole('progressbar')).toHaveCount(0)
      await expect(page.locator('#panel h2').first()).toBeVisible()
      expect(await findings(page), view).toEqual([])
      // nothing but the tables may scroll sideways
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view).toBe(true)
    }
    await page.locator('.a-filter-button').click()
    expect(await findings(page), 'Filter').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    expect(await findings(page), 'Palette').toEqual([])
    await page.keyboard.press('Escape')
  })

test('from opening to paper without a mouse', async ({ page }) => {
  await holdPrints(page)
  await openSample(page)
  await expect(page.locator('#panel h2').first()).toBeVisible()
  // the palette reaches every view
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zones')
  await page.keyboard.press('Enter')
  await expect(page.locator('#panel h2', { hasText: /live/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('doors')
  await page.keyboard.press('Enter')
  // from the top of the page: the skip link, then Tab to the main action
  await page.locator('a.u-skip').focus()
  await page.keyboard.press('Enter')
  const action = page.getByRole('button', { name: /^Print \d+ rounds?/ })
  await expect(action).toBeVisible()
  for (let i = 0; i < 60 && !(await action.evaluate((b) => b === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await expect(action).toBeFocused()
  await page.keyboard.press('Enter')
  expect((await printed(page)).pages.length).toBeGreaterThan(0)
})
