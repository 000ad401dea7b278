/** Whether streets for map and paper are on their way. Apart from the ground itself: the first answer needs none of it. */

/** Longest that a sheet waits for the ground that is on its way, milliseconds. */
const PATIENCE = 15_000

// keeps no data: whether streets are on their way
let coming: Promise<unknown> | undefined

/** Says that a ground is on its way: what is printed meanwhile waits for it. One that fails is not waited for. */
export function groundComes(ground: Promise<unknown>): void {
  const mine = ground
    .catch(() => undefined)
    .then(() => {
      if (coming === mine) coming = undefined
    })
  coming = mine
}

/** Resolves when no ground is on its way, at the latest after 15 seconds. */
export async function groundStands(): Promise<void> {
  if (coming) await Promise.race([coming, new Promise((done) => setTimeout(done, PATIENCE))])
}
