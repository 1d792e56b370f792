import {inTime} from '../trace/in-time.ts'
import {isServerHere} from '../trace/is-server-here.ts'
import type {Cuts} from '../trace/truncations.ts'
import type {Check, Finding} from './check.ts'

/** How far the log is read back at most. */
const longestMs = 24 * 3_600_000
/** It is read on the side: what is not there by then is not waited for. */
const lookMs = 1_000

/** Whether prompts were cut without a word to whoever sent them: only the server's log tells. */
export const prompts: Check = {
  id: 'prompts',
  group: 'models',
  requires: ['server-reachable'],
  retryable: false,
  timeoutMs: 10_000,
  async run(context) {
    if (context.log === undefined) return {skip: {reason: 'simulated'}}
    if (!context.log.isNamed && !(await isServerHere(context))) return {skip: {reason: 'not-local'}}
    const {cutsSince} = await import('../trace/truncations.ts')
    const now = Date.now()
    const since = new Date(now - longestMs)
    const found = await inTime(undefined, context, (limited) => cutsSince(since, limited), lookMs)
    if (found === undefined) return {skip: {reason: 'log-unread'}}
    const count = found.cuts.reduce((sum, {times}) => sum + times, 0)
    return {facts: {count, lookedBackMs: now - found.from.getTime()}, findings: found.cuts.map(toFinding)}
  },
}

function toFinding({model, longest, limit, evidence}: Cuts): Finding {
  const args = {
    ...(model !== undefined && {model}),
    ...(longest !== undefined && {required: longest}),
    ...(limit !== undefined && {available: limit}),
  }
  return {
    code: 'prompt-truncated',
    confidence: 'certain',
    ...(model !== undefined && {subject: model}),
    args,
    evidence,
  }
}
