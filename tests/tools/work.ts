/**
 * Milliseconds of work this process has done since the call: time on a processor, not on the clock, so that a bound on
 * it holds on a busy machine too.
 */
export function startWork(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
}
