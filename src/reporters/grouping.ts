import type {FindingReport, TargetReport} from '../diagnosis/report.ts'

/** What one check found of a thing: the likeliest cause, and what else it may be. */
export interface Diagnosis {
  readonly finding: FindingReport
  readonly alternatives: readonly FindingReport[]
}

/** A cause that two checks met is told once. */
export function worstLast(target: TargetReport): Diagnosis[] {
  const weight = ({finding}: Diagnosis): number => Number(finding.severity === 'error')
  const diagnoses = target.checks
    .flatMap(({findings}) => groupAlternatives(findings))
    // What the baseline knows is told with its check, and no more.
    .filter(({finding}) => !finding.known)
    .sort((a, b) => weight(a) - weight(b))
  return [...new Map(diagnoses.map((diagnosis) => [diagnosis.finding.message, diagnosis])).values()]
}

/** What is merely possible behind a likelier cause is another explanation of the same thing. */
export function groupAlternatives(findings: readonly FindingReport[]): Diagnosis[] {
  const groups: {finding: FindingReport; alternatives: FindingReport[]}[] = []
  for (const finding of findings) {
    const last = groups.at(-1)
    if (last !== undefined && finding.confidence === 'possible') last.alternatives.push(finding)
    else groups.push({finding, alternatives: []})
  }
  return groups
}
