/** The briefing as one slide of a presentation: 16 : 9, each word and the chart still to be edited. */
import { showDay } from '../../core/base/time.ts'
import type { TimeBars } from '../../core/stats/timeBars.ts'
import type { BriefingSheetProps } from '../../print/index.ts'
import { xmlPlain, xmlText } from '../../ui/index.ts'

/** Inches of the page, and of what stands on it. */
const PAGE = { w: 13.333, h: 7.5 } as const
const LEFT = { x: 0.5, w: 5.9 } as const
const RIGHT = { x: 6.65, w: 6.2 } as const
const TOP = 1.6

/** Answers that fit beside a map. */
const MOST = 6
/** Bars of the chart: about two years of weeks would be a hedge. */
const BARS = 26

/** What the slide holds beside the words of the sheet. */
export interface SlideExtras {
  /** the map as a PNG data URL with its size in px, and what it shows */
  readonly map?: {
    readonly data: string
    readonly width: number
    readonly height: number
    readonly of: string
  }
  /** signs of the map: colour and words */
  readonly legend: readonly { readonly colour: string; readonly text: string }[]
  readonly bars?: TimeBars
}

/** A colour as the file wants it: six figures without #; black where it is written another way. */
const hex = (colour: string): string => /^#([0-9a-f]{6})$/i.exec(colour)?.[1].toUpperCase() ?? '000000'

/** "Sun 22 Nov 2026", or the month alone. */
const dated = (p: BriefingSheetProps): string =>
  p.monthly ? showDay(p.asAt).replace(/^\d+ /, '') : showDay(p.asAt, { weekday: true })

/** The bytes of a .pptx with the one slide. */
export async function slideFile(p: BriefingSheetProps, extras: SlideExtras): Promise<Blob> {
  const { default: Pptx } = await import('pptxgenjs')
  const file = new Pptx()
  file.layout = 'LAYOUT_WIDE'
  file.title = `Briefing, ${dated(p)}`
  file.subject = file.title
  // the maker of the file writes this one as it stands: "Avon & Somerset" would break it
  file.company = xmlText(p.force)
  file.author = xmlPlain(p.printedBy)
  const slide = file.addSlide()
  const ink = '16181C'
  const font = { fontFace: 'Arial', color: ink }
  if (p.marking)
    for (const y of [0.12, PAGE.h - 0.38])
      slide.addText(xmlPlain(p.marking), {
        ...font,
        ...{ x: 0, y, w: PAGE.w, h: 0.26, align: 'center', bold: true, fontSize: 11 },
      })
  slide.addText(xmlPlain(`Briefing, ${dated(p)}${p.force ? ` · ${p.force}` : ''}`), {
    ...font,
    ...{ x: LEFT.x, y: 0.4, w: PAGE.w - 1, h: 0.6, bold: true, fontSize: 26, valign: 'middle' },
  })
  slide.addText(xmlPlain(p.source.join(' · ')), {
    ...font,
    ...{ x: LEFT.x, y: 0.98, w: PAGE.w - 1, h: 0.5, fontSize: 11, valign: 'top', fit: 'shrink' },
  })
  const worked = p.parts.filter((q) => !q.refused)
  const parts = worked.slice(0, MOST)
  const runs = [
    ...parts.flatMap((q) => [
      { text: xmlPlain(`${q.title}. `), options: { bold: true } },
      { text: xmlPlain(q.answer), options: { breakLine: true } },
    ]),
    ...(worked.length > MOST
      ? [{ text: `And ${worked.length - MOST} more on the paper.`, options: { breakLine: true } }]
      : []),
  ]
  const words = p.words.map((text) => ({ text: xmlPlain(text), options: { italic: true, breakLine: true } }))
  if (runs.length + words.length > 0)
    slide.addText([...runs, ...words], {
      ...font,
      ...{
        x: LEFT.x,
        y: TOP,
        w: LEFT.w,
        h: 5,
        fontSize: 14,
        valign: 'top',
        fit: 'shrink',
        paraSpaceAfter: 8,
      },
    })
  let y = TOP
  if (extras.map) {
    const { data, width, height, of } = extras.map
    const most = extras.bars ? 3.3 : 4.6
    const scale = Math.min(RIGHT.w / width, most / height)
    const [w, h] = [width * scale, height * scale]
    slide.addImage({ data, x: RIGHT.x, y, w, h, altText: xmlPlain(`Map: ${of}`) })
    y += h + 0.05
    slide.addText(
      [
        ...extras.legend.flatMap((l) => [
          { text: '■ ', options: { color: hex(l.colour) } },
          { text: xmlPlain(`${l.text}   `), options: {} },
        ]),
        { text: xmlPlain(p.mapCredit ?? ''), options: {} },
      ],
      { ...font, ...{ x: RIGHT.x, y, w: RIGHT.w, h: 0.45, fontSize: 10, valign: 'top', fit: 'shrink' } },
    )
    y += 0.5
  }
  if (extras.bars) {
    const { starts, counts, step, young, partial } = extras.bars
    const from = Math.max(0, starts.length - BARS)
    const unfinished = Math.max(young, partial ? 1 : 0)
    const title = `Incidents per ${step}${unfinished > 0 ? `, the last ${unfinished === 1 ? 'bar' : `${unfinished} bars`} not complete` : ''}`
    slide.addChart(
      file.ChartType.bar,
      [
        {
          name: `Incidents per ${step}`,
          // the first of a month stands for all of it
          labels: starts
            .slice(from)
            .map((d) => (step === 'month' ? showDay(d).replace(/^\d+ /, '') : showDay(d))),
          values: [...counts.subarray(from)],
        },
      ],
      {
        ...{ x: RIGHT.x, y, w: RIGHT.w, h: Math.max(0.8, 6.55 - y), barDir: 'col', chartColors: ['5B6169'] },
        ...{ showTitle: true, title, titleFontSize: 11, catAxisLabelFontSize: 8 },
        ...{ valAxisLabelFontSize: 8, barGapWidthPct: 20, altText: title },
      },
    )
  }
  slide.addText(
    'Recorded crime is not all crime. Settings and limits of each figure are on the paper. Police use only.',
    { ...font, ...{ x: LEFT.x, y: 6.75, w: PAGE.w - 1, h: 0.3, fontSize: 10 } },
  )
  return (await file.write({ outputType: 'blob' })) as Blob
}
