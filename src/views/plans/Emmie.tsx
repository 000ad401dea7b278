/** What no count can tell: what is thought to work here, and where or when it differed. Stands on the sheet. */
import { useState } from 'react'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { changePlan } from '../../state/plans.ts'
import { Button, Dialog, TextField } from '../../ui/index.ts'

/** The dialog of the two boxes that are written; the other three are read from the result. */
export function Emmie({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
  const [mechanism, setMechanism] = useState(plan.mechanism ?? '')
  const [moderators, setModerators] = useState(plan.moderators ?? '')
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Mechanism and moderators"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              changePlan(plan, 'words', { mechanism, moderators })
              onClose()
            }}
          >
            Keep
          </Button>
        </>
      }
    >
      <div className="a-form">
        <TextField
          label="Mechanism"
          value={mechanism}
          onChange={setMechanism}
          help="What makes somebody not offend here: what is seen, harder, riskier, or less worth while?"
        />
        <TextField
          label="Moderators"
          value={moderators}
          onChange={setModerators}
          help="Where, when or for whom it was different, and what else changed at that time."
        />
      </div>
      <p className="a-hint">
        EMMIE asks for five things: effect, mechanism, moderators, implementation, economics. The others are
        taken from the result, from what was delivered, and from its money.
      </p>
    </Dialog>
  )
}
