import { describe, expect, it } from 'vitest'
import { followProtocol, recallProtocol, soundValues } from '../../src/desk/protocol.ts'
import { cocooningSchema } from '../../src/state/cocoon.ts'
import { useSettings } from '../../src/state/settings.ts'
import { forget, setParam, useStore } from '../../src/state/store.ts'

describe('the team’s own protocol', () => {
  it('is remembered when it is changed, and in force again on the next opening', () => {
    followProtocol()
    setParam('cocooning', 'eachSide', 6)
    expect(useSettings.getState().protocol).toEqual({ eachSide: 6 })
    const kept = useSettings.getState().protocol
    forget()
    useSettings.setState({ protocol: kept })
    recallProtocol()
    expect(useStore.getState().project.params.cocooning).toEqual({ eachSide: 6 })
  })
  it('drops what no longer fits', () => {
    expect(soundValues(cocooningSchema, { eachSide: 999, rear: 4, gone: 1 })).toEqual({ rear: 4 })
  })
})
