/** What stands in the margins of every page of a sheet, and how it gets there. */

/** Margins of one sheet. Texts are printed as they are. */
export interface Marks {
  /** handling marking, top and bottom; empty = none */
  readonly marking: string
  /** bottom left, such as the code of the list and its copy number */
  readonly left?: string
  /** bottom left, second line, such as the handling instruction */
  readonly handling?: string
  /** false = no "page x of y", as on a leaflet */
  readonly pages?: boolean
  /** what this sheet is among the sheets of one print, such as "round 2 of 3": its pages are then counted apart */
  readonly part?: string
  /** top left of every page: what a second page belongs to, such as the streets of a round */
  readonly head?: string
}

/** A string as CSS `content` wants it. */
export const cssText = (s: string): string =>
  `"${s
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\a ')
    .replace(/\p{Cc}/gu, ' ')}"`

/**
 * The @page rule of one sheet. Margin boxes are the only place that repeats on every page and knows how many
 * there are; their text cannot come from the document, so each sheet has a named page of its own.
 */
export function pageRule(
  name: string,
  { marking, left = '', handling = '', pages = true, part = '', head = '' }: Marks,
): string {
  const small = 'font: 500 7.5pt/1.35 "Inter Variable", system-ui, sans-serif; color: #000;'
  const mark =
    'font: 700 10pt/1 "Inter Variable", system-ui, sans-serif; letter-spacing: 0.06em; color: #000;'
  const lines = [left, handling].filter(Boolean).join('\n')
  // the print counts all its pages; a counter that only this named page raises counts the pages of this sheet
  const all = 'counter(page) " of " counter(pages)'
  const number = !pages
    ? '""'
    : part === ''
      ? `"page " ${all}`
      : `${cssText(`${part}, page `)} counter(${name}) ${cssText('\n')} "page " ${all} " in all"`
  return `@page ${name} {
  size: A4 portrait;
  margin: 15mm 12mm 18mm;${part === '' ? '' : `\n  counter-increment: ${name};`}${head === '' ? '' : `\n  @top-left { content: ${cssText(head)}; ${small} font-weight: 700; text-align: left; vertical-align: middle; padding-top: 3mm; width: 38%; }`}
  @top-center { content: ${cssText(marking)}; ${mark} vertical-align: middle; padding-top: 3mm; }
  @bottom-left { content: ${cssText(lines)}; ${small} white-space: pre; text-align: left; vertical-align: top; padding-top: 2.5mm; width: 40%; }
  @bottom-center { content: ${cssText(marking)}; ${mark} vertical-align: top; padding-top: 3.5mm; width: 30%; }
  @bottom-right { content: ${number}; ${small} white-space: pre; text-align: right; vertical-align: top; padding-top: 2.5mm; width: 30%; }
}`
}
