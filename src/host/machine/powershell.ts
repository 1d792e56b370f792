import type {Host} from '../host.ts'
import {jsonIn} from './json.ts'

/** It loads .NET first. */
const timeoutMs = 10_000

/** What a script of Windows' own shell gives, as JSON; undefined where there is none, or it fails. */
export async function askPowerShell(host: Host, script: string): Promise<unknown> {
  const utf8 = '[Console]::OutputEncoding=[Text.Encoding]::UTF8'
  const command = `${utf8};ConvertTo-Json -Compress -Depth 3 (${script})`
  const answer = await host.ask('powershell', ['-NoProfile', '-NonInteractive', '-Command', command], {timeoutMs})
  return answer && jsonIn(answer.stdout)
}
