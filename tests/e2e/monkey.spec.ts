/** A monkey on three kinds of data: nothing it does may end in an error that nobody caught. A minute here, 10,000 presses by `npm run monkey`. */
import { expect, test } from '@playwright/test'
import { letLoose, tame } from '../attack/monkey.ts'
import { chooseFiles, fewOfTheSample, openSample, policeFile, textFile } from './tools.ts'

/** Presses over the three kinds of data; a minute of them where none is said. */
const PRESSES = Number(process.env.COCOON_MONKEY_PRESSES ?? Infinity)
/** A bound against hanging where presses are counted: two a second, on each kind. */
const SECONDS = Number.isFinite(PRESSES) ? PRESSES / 2 + 300 : 60
const SEED = Number(process.env.COCOON_MONKEY_SEED ?? 20_261_128)

const force = () =>
  textFile(
    'force.csv',
    [
      'Crime No,Offence,Committed From,Committed To,Easting,Northing,Address,Beat,MO',
      ...Array.from({ length: 400 }, (_, i) => {
        const day = `${String(1 + (i % 28)).padStart(2, '0')}/${String(6 + (i % 6)).padStart(2, '0')}/2026`
        const kind = ['Burglary Residential', 'Theft from Motor Vehicle', 'Burglary Business'][i % 3]
        return `F${i},${kind},${day} ${10 + (i % 12)}:30,${day} ${11 + (i % 12)}:45,${459300 + ((i * 37) % 900)},${304200 + ((i * 53) % 900)},${1 + (i % 90)} Alder Road,Beat ${1 + (i % 4)},rear window`
      }),
    ].join('\n') + '\n',
  )

for (const [kind, file] of [
  ['the sample', undefined],
  ['a force’s file', force],
  ['open data', policeFile],
] as const)
  test(`a monkey on ${kind} finds no error that nobody caught`, async ({ page }) => {
    test.setTimeout(SECONDS * 1000 + 200_000)
    await tame(page)
    if (file) await fewOfTheSample(page)
    await openSample(page)
    if (file) {
      await chooseFiles(page, file())
      await expect(page.locator('.a-file').first()).not.toContainText('Sample town')
    }
    const { actions, faults } = await letLoose(page, SEED, (SECONDS * 1000) / 3, PRESSES / 3)
    console.log(`${kind}: ${actions} actions, seed ${SEED}, ${faults.length} faults`)
    expect(faults).toEqual([])
    // a bound against a page that takes no presses, not a measure of speed
    expect(actions).toBeGreaterThanOrEqual(Number.isFinite(PRESSES) ? PRESSES / 3 : 3)
  })
