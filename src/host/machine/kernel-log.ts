import type {Host} from '../host.ts'

/** As evidence names it. */
export const kernelLog = 'kernel log'

/** What the kernel said since a point in time, or why that cannot be told. */
export type KernelLog = {readonly text: string} | {readonly trouble: string}

/** What journalctl says where a user may not see what the kernel said, or where there is no journal. */
const partial = /not seeing messages|insufficient permissions|No journal files/

/** Linux only. Whole, or not at all: that nothing is in it has to mean that nothing was said. */
export async function readKernelLog(host: Host, since: Date): Promise<KernelLog> {
  if (host.platform !== 'linux') return {trouble: 'no kernel log is read on this system'}
  const from = `--since=@${Math.floor(since.getTime() / 1_000)}`
  const journal = await host.ask('journalctl', ['--dmesg', '--no-pager', '--output=short-iso-precise', from])
  if (journal?.exitCode === 0 && !partial.test(journal.stderr)) {
    // In some containers there is a journal, and nothing of the kernel's ever comes into it.
    const isEmpty = /^-- No entries --\s*$|^\s*$/.test(journal.stdout)
    const last = isEmpty ? await host.ask('journalctl', ['--dmesg', '--no-pager', '--lines=1']) : journal
    if (last !== undefined && !/^-- No entries --\s*$|^\s*$/.test(last.stdout)) return {text: journal.stdout}
  }
  const ring = await host.ask('dmesg', ['--time-format=iso'])
  if (ring?.exitCode === 0) return {text: ring.stdout}
  return {trouble: lastLine(ring?.stderr) ?? lastLine(journal?.stderr) ?? 'there is neither journalctl nor dmesg'}
}

function lastLine(text = ''): string | undefined {
  return text.trim().split('\n').at(-1) || undefined
}
