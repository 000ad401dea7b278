/** The money of a plan: three perspectives, the chance that it pays first. */
import { useState } from 'react'
import { Intervals } from '../../charts/index.ts'
import { MONEY_LIMIT, type MoneyLimits, showPounds } from '../../core/evaluation/moneyWords.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import type { RateChange } from '../../core/evaluation/rateChange.ts'
import { changePlan } from '../../state/plans.ts'
import { Button, DataTable, Dialog, NumberField, Section, TextField, typedOrNone } from '../../ui/index.ts'
import { clauseOf, knownForce, moneyTable, planMoney, unpaid } from './money.ts'

function Costs({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
  const [delivered, setDelivered] = useState(plan.delivered)
  const [costs, setCosts] = useState(plan.costs)
  const [values, setValues] = useState(plan.values ?? {})
  const known = knownForce(plan)
  const amount = (key: keyof typeof delivered, label: string) => (
    <NumberField
      label={label}
      optional
      value={delivered[key] ?? NaN}
      onChange={(v) => setDelivered({ ...delivered, [key]: typedOrNone(v) })}
      min={0}
      max={10_000_000}
    />
  )
  const cost = (key: keyof typeof costs, label: string, help?: string) => (
    <NumberField
      label={label}
      help={help}
      optional
      value={costs[key] ?? NaN}
      onChange={(v) => setCosts({ ...costs, [key]: typedOrNone(v) })}
      min={0}
      max={100_000_000}
      unit="£"
    />
  )
  const value = (key: 'force' | 'purse' | 'society', label: string) => (
    <NumberField
      label={label}
      optional
      value={values[key] ?? NaN}
      onChange={(v) => setValues({ ...values, [key]: typedOrNone(v) })}
      min={0}
      max={10_000_000}
      unit="£"
    />
  )
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Delivered, and what it cost"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              changePlan(plan, 'delivery and money', { delivered, costs, values })
              onClose()
            }}
          >
            Keep
          </Button>
        </>
      }
    >
      <div className="a-form p-two p-amounts">
        {amount('minutes', 'Patrol minutes delivered')}
        {cost(
          'minute',
          'One minute',
          'An hour’s full cost ÷ 60, from the force’s own table or the national guidelines on charging.',
        )}
        {amount('doors', 'Doors called on')}
        {cost('door', 'One door')}
        {amount('packs', 'Packs handed out')}
        {cost('pack', 'One pack')}
        {cost('other', 'Everything else')}
      </div>
      <h3 className="p-sub">One incident prevented is worth</h3>
      <div className="a-form p-two p-amounts">
        {value('force', 'To the force')}
        {value('purse', 'To the public purse')}
        {value('society', 'To society')}
        <TextField
          label="Edition, price year and source"
          value={values.source ?? ''}
          onChange={(source) => setValues({ ...values, source })}
          help="Stands on the page and on the sheet. Look the figures up in Home Office, The economic and social costs of crime, Table E1, and mind its price year."
        />
      </div>
      <p className="a-hint">
        {known ? `Left empty, the force’s value is ${showPounds(known.value!)}: ${known.source}. ` : ''}
        Nothing else is assumed: a field left empty gives no column. Time freed is not cash.
      </p>
    </Dialog>
  )
}

/** The section. */
export function MoneyOf({
  plan,
  change,
  limits,
}: {
  plan: PlanRecord
  change: RateChange
  limits?: MoneyLimits
}) {
  const [open, setOpen] = useState(false)
  const money = planMoney(plan, change, limits)
  const without = unpaid(plan)
  const edit = (
    <Button small icon="edit" onClick={() => setOpen(true)}>
      Delivered and costs…
    </Button>
  )
  return (
    <Section title="Money" aside={edit}>
      {typeof money === 'string' ? (
        <p>{money}</p>
      ) : (
        <>
          <p>
            <strong>{money.sentence}</strong>
          </p>
          <DataTable model={moneyTable(money)} height={200} tools={false} />
          <Intervals
            title="What the net figure hangs on"
            sentence="pounds, one thing changed and the others as they are"
            none={0}
            digits={0}
            intervalLabel="lowest to highest"
            items={money.bars.map((b) => ({
              ...{ key: b.what, label: b.what.split(',')[0], lower: b.low, upper: b.high },
              value: money.columns.find((c) => c.money)!.money!.net,
            }))}
          />
          <p className="a-hint">
            {MONEY_LIMIT} Value of an incident: {money.source}. Money is of what was delivered, and counts
            nothing moved to the ring. {clauseOf(plan)}
          </p>
        </>
      )}
      {without.length > 0 && (
        <p className="a-hint">Not in the cost, no rate entered: {without.join(', ')}.</p>
      )}
      {open && <Costs plan={plan} onClose={() => setOpen(false)} />}
    </Section>
  )
}
