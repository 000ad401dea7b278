/** The past is played, stepped and left again; nothing moves by itself where motion is not wanted. */
import { expect, test, type Page } from '@playwright/test'
import { linkOf, openSample, watch } from './tools.ts'

const banner = (page: Page) => page.getByRole('group', { name: 'The past is being played' })
const when = (page: Page) => banner(page).locator('strong')

/** Collects every day that is shown while the past is played: a busy machine may look too late for the first. */
const collectDays = (page: Page) =>
  page.evaluate(() => {
    const days = ((window as unknown as { days: string[] }).days = [] as string[])
    new MutationObserver(() => {
      const text = document.querySelector('[aria-label="The past is being played"] strong')?.textContent
      if (text && days.at(-1) !== text) days.push(text)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })

test('plays the weeks, steps by keys, and leaves everything as it was', { tag: '@map' }, async ({ page }) => {
  const { errors } = watch(page)
  await openSample(page, '#v=1&view=zones')
  const heading = page.locator('#panel h2').first()
  await expect(heading).toContainText('live')
  const before = await heading.textContent()
  const play = page.getByRole('button', { name: 'Play the weeks' })
  await collectDays(page)
  await play.focus()
  await page.keyboard.press('Enter')
  // on by itself, week by week from the first whole window, which Home goes back to below; a busy machine may show two at once
  await page.waitForFunction(() => (window as unknown as { days: string[] }).days.length > 1)
  const days = await page.evaluate(() => (window as unknown as { days: string[] }).days)
  const [first, next] = days.slice(0, 2).map((d) => Date.parse(d.replace('As at Sun', '') + ' UTC') / 864e5)
  expect((first - Date.UTC(2025, 0, 5) / 864e5) % 7).toBe(0)
  expect((next - first) % 7).toBe(0)
  expect(next).toBeGreaterThan(first)
  expect(first).toBeLessThan(Date.UTC(2025, 2, 1) / 864e5)
  await expect(banner(page).getByRole('button', { name: 'Pause' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(banner(page).getByRole('button', { name: 'Play' })).toBeFocused()

  await page.keyboard.press('Home')
  await expect(when(page)).toHaveText('As at Sun 5 Jan 2025')
  await page.keyboard.press('ArrowRight')
  await expect(when(page)).toHaveText('As at Sun 12 Jan 2025')
  await banner(page).getByRole('button', { name: 'Previous week' }).click()
  await expect(when(page)).toHaveText('As at Sun 5 Jan 2025')
  await page.getByRole('combobox', { name: 'Step' }).selectOption('Day by day')
  await page.getByRole('slider', { name: 'Day that is shown' }).press('ArrowRight')
  await expect(when(page)).toHaveText('As at Mon 6 Jan 2025')
  // the panel is of that day and cannot be printed by mistake; the doors stay those of tonight
  await expect(heading).not.toHaveText(before!)
  await expect(page.getByRole('button', { name: 'Print this' })).toBeDisabled()
  await expect(page.getByRole('navigation', { name: 'Places' })).toContainText('83 calls')
  expect(await linkOf(page)).not.toContain('asat')

  await banner(page).getByRole('button', { name: 'Stop' }).click()
  await expect(banner(page)).toHaveCount(0)
  await expect(play).toBeFocused()
  await expect(heading).toHaveText(before!)
  await expect(page.getByRole('button', { name: 'Undo: as-at date' })).toHaveCount(0)
  expect(errors).toEqual([])
})

test(
  'steps by hand only where motion is not wanted, by the system or by the setting',
  { tag: '@map' },
  async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openSample(page, '#v=1&view=zones')
    await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced')
    await page.getByRole('button', { name: 'Play the weeks' }).click()
    await expect(when(page)).toHaveText('As at Sun 22 Nov 2026')
    await expect(banner(page).getByRole('button', { name: 'Play' })).toHaveCount(0)
    await page.keyboard.press('ArrowLeft')
    await expect(when(page)).toHaveText('As at Sun 15 Nov 2026')
    // staying makes it the as-at date: one step back leads home again
    await banner(page).getByRole('button', { name: 'Stay here' }).click()
    await expect(page.getByRole('button', { name: 'Undo: as-at date' })).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('button', { name: 'Undo: as-at date' })).toHaveCount(0)

    await page.keyboard.press('Control+,')
    await page.getByRole('combobox', { name: 'Motion' }).selectOption('Full motion')
    await expect(page.locator('html')).toHaveAttribute('data-motion', 'full')
    await page.getByRole('combobox', { name: 'Lengths' }).selectOption('Yards and miles')
    await page.keyboard.press('Escape')
    await expect(page.locator('.map-scale')).toHaveText(/yards|mile/)
    // the list of keys is one key away, and a view two
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Go to a view')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect(page.locator('#panel')).toContainText('yards')
  },
)
