import {appendFileSync, mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import type {LogReport} from '../../src/logs/log-report.ts'
import {readDocument} from './report.ts'
import {type Ran, type RunOptions, runDoctor} from './run.ts'

export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'doctor-logs-'))
}

export function logFile(content: string | Buffer, name = 'server.log'): string {
  const path = join(folder(), name)
  writeFileSync(path, content)
  return path
}

/** Runs `logs --format json`. */
export async function logsJson(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<{exitCode: number; report: LogReport; stderr: string}> {
  const ran = await runDoctor(['logs', '--format', 'json', ...argv], {stdin: 'terminal', ...options})
  return {exitCode: ran.exitCode, report: readDocument(ran) as LogReport, stderr: ran.stderr}
}

/** Runs `logs --format ndjson`; each line is held against the schema. */
export async function logsNdjson(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<{exitCode: number; events: Record<string, unknown>[]}> {
  const ran = await runDoctor(['logs', '--format', 'ndjson', ...argv], {stdin: 'terminal', ...options})
  return {exitCode: ran.exitCode, events: eventsIn(ran.stdout)}
}

export function eventsIn(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => readDocument({stdout: line}) as Record<string, unknown>)
}

/** `code (lines)` of every cause but those that only may be, in order: what a test compares. */
export function causesOf(report: LogReport): string[] {
  return report.causes
    .filter(({alternativeTo}) => alternativeTo === null)
    .map(({code, lines}) => `${code} (${lines.count})`)
}

/** A `logs --follow` that is going on. */
export interface Following {
  /** Resolves once stdout has so much of the text; tells how long that took since the call, in milliseconds. */
  shows(text: string): Promise<number>
  /** Interrupts it, and waits for its end. */
  end(): Promise<Ran>
}

export function follow(argv: readonly string[], options: RunOptions = {}): Following {
  let interrupt = (): void => undefined
  const interruptAfter = new Promise<void>((resolve) => {
    interrupt = resolve
  })
  let stdout = ''
  let onChange = (): void => undefined
  const ran = runDoctor(['logs', '--follow', ...argv], {
    stdin: 'terminal',
    ...options,
    interruptAfter,
    onOutput: (text) => {
      stdout = text
      onChange()
    },
  })
  onTestFinished(interrupt)
  return {
    shows: (text) =>
      new Promise((resolve, reject) => {
        const started = performance.now()
        const late = setTimeout(() => reject(new Error(`“${text}” has not come; there is:\n${stdout}`)), 8_000)
        onChange = () => {
          if (!stdout.includes(text)) return
          clearTimeout(late)
          resolve(performance.now() - started)
        }
        onChange()
      }),
    end: () => {
      interrupt()
      return ran
    },
  }
}

export function append(path: string, text: string): void {
  appendFileSync(path, text)
}
