/** Every chart, shown in use. */
import { useState } from 'react'
import {
  Bars,
  Calendar,
  HeatTable,
  HourWeek,
  Intervals,
  Lorenz,
  Sparkline,
  Timeline,
  type HourWindow,
} from '../../../src/charts/index.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { Section } from '../../../src/ui/index.ts'
import { areas, days, hours, knox, months, weeks } from './figures.ts'

type Window = readonly [number, number]
const last = parseIsoDay('2026-11-22')

export function Strip() {
  const [brush, setBrush] = useState<Window | null>(null)
  return (
    <Timeline
      compact
      title="Burglary per week"
      sentence="29 in six weeks; 21 expected (14–30)"
      note={{ text: 'within range, third week rising', tone: 'warn' }}
      data={weeks}
      bracket={[last - 41, last]}
      breaks={[{ day: parseIsoDay('2025-04-01'), label: 'recording changed' }]}
      brush={brush}
      onBrush={setBrush}
    />
  )
}

export function Charts() {
  const [brush, setBrush] = useState<Window | null>([weeks.starts[40], weeks.starts[60] - 1])
  const [cell, setCell] = useState<readonly [number, number] | null>([1, 0])
  const [hour, setHour] = useState<HourWindow | null>({ days: [4, 5], hours: [17, 20] })
  const [bar, setBar] = useState(['Beat 4'])
  return (
    <>
      <Section>
        <Timeline
          title="Burglary per week"
          sentence="2,204 in 104 weeks; three weeks stood above the range."
          data={weeks}
          bracket={[last - 41, last]}
          bracketLabel="six weeks"
          brush={brush}
          onBrush={setBrush}
        />
      </Section>
      <Section>
        <Timeline
          title="Vehicle crime per month"
          sentence="2014 to 2024, with the changes in recording."
          data={months}
          breaks={[
            { day: parseIsoDay('2017-04-01'), label: 'new offence codes' },
            { day: parseIsoDay('2020-03-01'), label: 'lockdowns' },
            { day: parseIsoDay('2021-07-01'), label: 'end of lockdowns' },
            { day: parseIsoDay('2023-04-01'), label: 'new counting rules' },
          ]}
        />
      </Section>
      <div className="g-two">
        <Section>
          <HeatTable
            title="Near repeat, times chance"
            sentence="Within 100 m and 7 days: 2.4 times as often as chance (p = 0.001, n = 4,812)."
            rowTitle="Metres apart"
            columnTitle="Days apart, [from, to)"
            rows={knox.rows}
            columns={knox.columns}
            cell={knox.cell}
            legend="** p ≤ 0.001, * p < 0.05, of 999 shuffles. Tinted only where p < 0.05."
            chosen={cell}
            onChoose={(r, c) => setCell([r, c])}
          />
        </Section>
        <Section>
          <HourWeek
            title="Hours of the week"
            sentence="Most on Friday and Saturday evenings."
            values={hours}
            chosen={hour}
            onChoose={setHour}
          />
        </Section>
        <Section>
          <Bars
            title="Burglary by beat"
            sentence="Beat 4 holds a quarter."
            referenceLabel="expected"
            items={[
              {
                key: 'Beat 4',
                label: 'Beat 4, Ferryside',
                value: 41,
                note: '25%',
                reference: 22.5,
                mark: true,
              },
              { key: 'Beat 2', label: 'Beat 2, Town', value: 33, note: '20%', reference: 30 },
              {
                key: 'Beat 7',
                label: 'Beat 7, University and Hospital',
                value: 31,
                note: '19%',
                reference: 28,
              },
              { key: 'Beat 1', label: 'Beat 1, Northgate', value: 22, note: '14%', reference: 26 },
              { key: 'Beat 3', label: 'Beat 3, Meadows', value: 0, note: '0%', reference: 4 },
            ]}
            chosen={bar}
            onChoose={(k) => setBar(bar.includes(k) ? [] : [k])}
          />
        </Section>
        <Section>
          <Intervals
            title="Before and after"
            sentence="Treated streets fell; the buffer did not rise."
            none={1}
            log
            intervalLabel="95% confidence"
            items={[
              { key: 't', label: 'Treated', value: 0.74, lower: 0.58, upper: 0.95 },
              { key: 'b', label: 'Buffer', value: 1.04, lower: 0.83, upper: 1.3 },
              { key: 'c', label: 'Rest of force', value: 0.97, lower: 0.92, upper: 1.02 },
            ]}
          />
        </Section>
        <Section>
          <Lorenz
            title="Concentration"
            sentence="A few cells hold most of it."
            counts={areas}
            units="150 m cells"
            reference={{ x: 0.05, y: 0.25, label: 'national: 25% in 5%' }}
          />
        </Section>
        <Section>
          <Calendar
            title="Every day"
            sentence="About five a day in winter."
            start={last - 399}
            counts={days}
          />
          <p className="g-gap">
            Vehicle crime{' '}
            <Sparkline
              values={Array.from(weeks.counts).slice(-26)}
              lower={Array.from(weeks.lower!).slice(-26)}
              upper={Array.from(weeks.upper!).slice(-26)}
              label="26 weeks, last 14"
            />{' '}
            14 last week
          </p>
        </Section>
      </div>
    </>
  )
}
