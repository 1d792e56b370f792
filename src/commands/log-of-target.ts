import {isLocal} from '../checks/store.ts'
import type {Host} from '../host/host.ts'
import {findFile} from '../host/logs/files.ts'
import {createRemoteLog, createServerLog, type ServerLog} from '../logs/server-log.ts'
import type {Address} from '../ollama/address.ts'
import {UsageError} from '../usage/usage-error.ts'
import {type LogRequestOptions, readLogRequest, whyUnreadable} from './log-request.ts'

/** Where the user says that the log of the server is. */
export type LogFlags = Pick<LogRequestOptions, 'source' | 'unit' | 'file' | 'container'>

/**
 * Which log tells of which target: the one that the flags name, else what is found on this machine. A server that is simulated has
 * none unless it is named. Throws where the flags name one log for several servers.
 */
export async function logOfTarget(
  flags: LogFlags,
  targets: readonly Address[],
  {host, isSimulated}: {readonly host: Host; readonly isSimulated: boolean},
): Promise<(target: Address) => ServerLog | undefined> {
  const {isNamed, isStdin, ...request} = readLogRequest(undefined, flags)
  if (isStdin) throw new UsageError('--file - is for ollama-doctor logs: check needs a log that can be read again')
  if (isNamed && targets.length > 1)
    throw new UsageError('--source, --file and --container name the log of one server, and there are several')
  if (request.file !== undefined) await readableFile(request.file)
  const own = createServerLog(request, isNamed, host)
  if (isNamed) return () => own
  if (isSimulated) return () => undefined
  return (target) => (isLocal(target, host) ? own : createRemoteLog(target.host))
}

/** Throws where a log that is named cannot be read: nothing else would be its cause. */
async function readableFile(path: string): Promise<void> {
  const {trouble} = await findFile(path, false)
  if (trouble !== undefined) throw new UsageError(`${path} cannot be read: ${whyUnreadable(trouble)}`)
}
