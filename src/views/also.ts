/**
 * What users call each view besides its name, from the views' and methods' own `also.ts`. Apart from the views, since only the
 * palette asks: the page shows its first answer without it.
 */
const found = {
  ...import.meta.glob<{ readonly ALSO: Readonly<Record<string, string>> }>('./*/also.ts', { eager: true }),
  ...import.meta.glob<{ readonly ALSO: Readonly<Record<string, string>> }>('../analyses/*/also.ts', {
    eager: true,
  }),
}

/** By id of the view. */
export const ALSO: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values(found).map((m) => m.ALSO),
)
