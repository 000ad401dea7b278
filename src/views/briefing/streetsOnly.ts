/** Takes house numbers out of a text: a briefing is passed around, and a street is enough to say where. */

const TYPE =
  /^(street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|crescent|way|place|court|gardens|grove|hill|terrace|walk|row|square|mews|rise|park|parade|view|green|gate|yard|wharf|quay|bank|end|fold|croft|vale|path|approach|broadway)$/i
const DAY = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/i
/** What is numbered itself: "Beat 4 Harrow Lane" names no door. */
const NUMBERED = /\b(beat|zone|ward|cell|rank|tier|area|sector|hotspot|cluster|chain|round|place)\s*$/i
const DOOR =
  /(?<![\w:./£])(?:(?:flat|apartment|apt|unit|room|studio|maisonette)\.?\s*(?:no\.?\s*)?\w{1,4}[\s,]+)?(?:nos?\.?\s*)?\d{1,4}\s?[a-z]?(?:\s*(?:[-–/&,]|and|or|to)\s*(?:nos?\.?\s*)?\d{1,4}\s?[a-z]?)*[,\s]+(?=\p{L})/giu
/** The first of several numbers, with what parts it from the next. */
const FIRST = /^\d{1,4}\s?[a-z]?(?:\s*(?:[-–/&,]|and|or|to)\s*|[,\s]+)/iu

/** Whether a text begins with the name of a street: one that is known, or capitalised words up to "Lane" and the like. */
function beginsWithStreet(text: string, known: ReadonlySet<string>): boolean {
  const words = /^[\p{L}'’.-]+(?:\s+[\p{L}'’.-]+){0,5}/u.exec(text)?.[0].split(/\s+/) ?? []
  for (let k = 1; k <= words.length; k++) {
    const name = words.slice(0, k)
    if (
      known.has(
        name
          .join(' ')
          .replace(/[.,]+$/, '')
          .toLowerCase(),
      )
    )
      return true
    const capitals = name.every((w) => /^\p{Lu}/u.test(w)) && !DAY.test(name[0])
    if (k > 1 && capitals && TYPE.test(name[k - 1].replace(/\.$/, ''))) return true
  }
  return false
}

/** A text without the numbers of houses and flats; `known` holds the names of streets in lower case. */
export const streetsOnly = (text: string, known: ReadonlySet<string>): string =>
  text.replace(DOOR, (door, at: number) => {
    if (!beginsWithStreet(text.slice(at + door.length), known)) return door
    // "Beat 4, 12 Harrow Lane": the beat's own number stays, those of the doors go
    return NUMBERED.test(text.slice(0, at)) ? (FIRST.exec(door)?.[0] ?? '') : ''
  })
