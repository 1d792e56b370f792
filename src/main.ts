import {setMaxListeners} from 'node:events'
import packageJson from '../package.json' with {type: 'json'}
import {exitCodes} from './cli/exit-code.ts'
import type {Io, Output, Signal} from './cli/io.ts'
import type {Tool} from './diagnosis/report.ts'
import {UsageError} from './usage/usage-error.ts'

const tool: Tool = {name: packageJson.name, version: packageJson.version}

/**
 * The whole program: reads the arguments, runs the command, returns the exit code when everything is written. Never
 * throws, never ends the process.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  // Loading the command tree would take a third of the time of the whole call.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    await write(io.stdout, `${tool.version}\n`)
    return exitCodes.passed
  }
  const interrupt = new AbortController()
  setMaxListeners(0, interrupt.signal)
  const interruptOn = (signal: Signal) => (): void => {
    // What tidies up when the process ends (ora's cursor, execa's children) ends it where no other listener is left.
    const stay = (): void => undefined
    io.once(signal, stay)
    setImmediate(() => io.off(signal, stay))
    interrupt.abort(new Interruption(signal))
  }
  // Once each: a second Ctrl-C finds no listener of ours and ends the process at once.
  const on = {SIGINT: interruptOn('SIGINT'), SIGTERM: interruptOn('SIGTERM')} satisfies Record<Signal, () => void>
  for (const signal of ['SIGINT', 'SIGTERM'] as const) io.once(signal, on[signal])
  let lost: Error | undefined
  const loseOutput = (error: NodeJS.ErrnoException): void => {
    // A reader that has gone, as `head` does, has read what it wanted.
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') lost = error
  }
  for (const stream of [io.stdout, io.stderr]) stream.on('error', loseOutput)
  try {
    const exitCode = await runCommand(argv, io, interrupt.signal).catch((error) => toExitCode(error, argv, io))
    await write(io.stdout, '')
    if (lost === undefined) return exitCode
    await write(io.stderr, `error: the result could not be written: ${lost.message}\n`)
    return argv[0] === 'healthcheck' ? exitCodes.failed : exitCodes.undecided
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) io.off(signal, on[signal])
    await Promise.all([write(io.stdout, ''), write(io.stderr, '')])
    for (const stream of [io.stdout, io.stderr]) stream.off('error', loseOutput)
  }
}

class Interruption extends Error {
  readonly signal: Signal

  constructor(signal: Signal) {
    super(`interrupted by ${signal}`)
    this.signal = signal
  }
}

async function runCommand(argv: readonly string[], io: Io, signal: AbortSignal): Promise<number> {
  if (argv[0] === 'healthcheck') {
    const {parsePlainly, runHealthcheckCommand} = await import('./commands/healthcheck.ts')
    const options = parsePlainly(argv.slice(1))
    if (options !== undefined) return runHealthcheckCommand(options, {io, tool, signal})
  }
  const {createProgram} = await import('./cli/program.ts')
  let exitCode: number = exitCodes.passed
  const asked = argv[0] === 'complete' && argv[1] === '--'
  const words = withCommand(argv)
  const finish = (code: number): void => {
    exitCode = code
  }
  const program = createProgram({io, signal, tool}, finish, asked ? undefined : words[0])
  if (asked) {
    const {complete} = await import('./cli/completion.ts')
    await complete(argv.slice(2), program, {io, signal, tool})
    return exitCode
  }
  await program.parseAsync(words, {from: 'user'})
  return exitCode
}

/** `ollama-doctor` alone, or with options only, runs `check`. A word that is no command never does. */
function withCommand(argv: readonly string[]): string[] {
  const [first] = argv
  // No option has a blank before its value: that is a text, such as "-bash: ollama: command not found".
  const text = argv.find((argument) => /^-[^=]*\s/.test(argument))
  if (first === 'explain' && text !== undefined && !argv.includes('--'))
    return [...argv.filter((argument) => argument !== text), '--', text]
  const own = ['-h', '--help', '-V', '--version']
  return first === undefined || (first.startsWith('-') && !own.includes(first)) ? ['check', ...argv] : [...argv]
}

/** The one place where an exception becomes an exit code. */
async function toExitCode(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  if (error instanceof Interruption)
    return printTrouble('interrupted', error.message, exitCodes[error.signal], argv, io)
  if (isCommanderError(error)) {
    if (error.exitCode === 0) return exitCodes.passed
    // Commander has told people on stderr already.
    return printTrouble('usage', error.message.replace(/^error: /, ''), exitCodes.usage, argv, io, true)
  }
  if (error instanceof UsageError) return printTrouble('usage', error.message, exitCodes.usage, argv, io)
  const message = error instanceof Error ? error.message : String(error)
  if (argv.includes('--debug') && error instanceof Error) await write(io.stderr, `${error.stack}\n`)
  return printTrouble(
    'internal',
    `${message}\nThis is a defect of ollama-doctor; --debug shows where it happened.`,
    exitCodes.undecided,
    argv,
    io,
  )
}

async function printTrouble(
  kind: 'usage' | 'internal' | 'interrupted',
  message: string,
  exitCode: number,
  argv: readonly string[],
  io: Io,
  told = false,
): Promise<number> {
  const {printable} = await import('./terminal/printable.ts')
  const {redactSecrets} = await import('./redact/redact.ts')
  // A value that is wrong is told as it was written, and may be an address with a password.
  const safe = redactSecrets(message)
  if (!told && kind !== 'interrupted') await write(io.stderr, `error: ${printable(safe)}\n`)
  const {renderTrouble} = await import('./reporters/trouble.ts')
  const format = formatIn(argv)
  await write(io.stdout, renderTrouble(format, {kind, exitCode, message: safe, tool}))
  if (kind === 'interrupted') return exitCode
  // Docker reserves 2, and Nagios knows of no wrong usage: what told nothing is UNKNOWN.
  if (argv[0] === 'healthcheck') return exitCodes.failed
  return format === 'nagios' ? exitCodes.undecided : exitCode
}

/** Read off the bare arguments, as they may be what could not be parsed. */
function formatIn(argv: readonly string[]): string | undefined {
  const flag = '--format'
  return argv
    .map((argument, index) => (argument === flag ? argv[index + 1] : argument.split(`${flag}=`)[1]))
    .find(Boolean)
}

function isCommanderError(error: unknown): error is Error & {exitCode: number} {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.') && 'exitCode' in error
}

/** Resolves when it, and all that was written before, has left the process, or nobody reads any more. */
function write(stream: Output, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve())
  })
}
