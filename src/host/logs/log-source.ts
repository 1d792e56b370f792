/** Where a server's log can be read. */
export interface LogSource {
  readonly kind: SourceKind
  /** Its unit, path, container or pod. */
  readonly name: string
  /** When its newest line was written; undefined where that is not known. */
  readonly newest?: Date | undefined
  read(options: ReadOptions): AsyncIterable<LogPart>
}

export const sourceKinds = ['journal', 'file', 'docker', 'podman', 'kubectl', 'stdin'] as const

export type SourceKind = (typeof sourceKinds)[number]

export interface ReadOptions {
  /** Goes on with what is written from now on, until the signal aborts. */
  readonly follow: boolean
  readonly since: Date | undefined
  readonly until: Date | undefined
  /** The newest only. */
  readonly lines: number | undefined
  readonly signal: AbortSignal
  /** Hears what the source cannot show in its lines: that it has gone, and is back. */
  readonly onNotice: (notice: Notice) => void
}

/** Bytes of UTF-8 as they come, or the file that those from here on are of. */
export type LogPart = Uint8Array | {readonly file: string | undefined}

export type Notice = 'gone' | 'back' | 'truncated' | 'rotated'

/** The log was there, and could not be read. */
export class LogSourceError extends Error {}
