/** A dropped list of weights of harm: a setting of every method that weighs, kept with the project under its name. */
import { HEADS } from '../../analyses/heads.ts'
import type { Opened } from '../../import/contract.ts'
import { drift, setParams } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { fileWords } from '../words.ts'

/** Puts the weights of a drop in force; of several lists the last. */
export function takeWeights(opened: readonly Opened[]): void {
  const found = opened.filter((o) => o.kind === 'weights').at(-1)
  if (!found) return
  const weighing = HEADS.filter((s) => s.schema.listWeights)
  for (const { id, schema } of weighing)
    setParams('weights of harm', id, schema, {
      harm: 'list',
      listName: fileWords(found.name),
      listWeights: found.weights,
    })
  toast({
    text: `${fileWords(found.name)}: a list of weights of harm, kept with the project. ${found.notes[0]}`,
    action: { label: 'Show', run: () => drift({ view: weighing[0].id }) },
  })
}
