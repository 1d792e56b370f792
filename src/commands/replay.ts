import {readBundle, reportOf} from '../bundle/replay.ts'
import type {Threshold} from '../catalogue/entry.ts'
import type {Language} from '../catalogue/language.ts'
import {nameOfList, readAll} from '../cli/list-file.ts'
import type {Session} from '../cli/program.ts'
import type {Report} from '../diagnosis/report.ts'
import {UsageError} from '../usage/usage-error.ts'

/** What `report` found once, told again: nothing is asked, and nothing of this machine matters. Throws where the file is none of its. */
export async function replay(
  path: string,
  failOn: Threshold | undefined,
  language: Language,
  session: Session,
): Promise<Report> {
  const read = readBundle(await readAll(path, session))
  if ('mistake' in read) throw new UsageError(`${nameOfList(path)} cannot be replayed: ${read.mistake}`)
  return reportOf(read.bundle, language, failOn)
}
