/** What the desk needs once the first answer stands: its questions, and the team's shared folder. */
import { AddOrReplace } from '../desk/files/AddOrReplace.tsx'
import { Asking } from '../desk/leaving/ask.tsx'
import { useTeamFolder } from '../desk/leaving/TeamFolder.tsx'

export function Later() {
  useTeamFolder()
  return (
    <>
      <Asking />
      <AddOrReplace />
    </>
  )
}
