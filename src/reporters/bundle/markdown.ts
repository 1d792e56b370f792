import type {Bundle, BundledMachine, BundledModels, LogPart} from '../../bundle/bundle.ts'
import {reportOf} from '../../bundle/replay.ts'
import {formatFact} from '../../catalogue/fact-format.ts'
import type {Language} from '../../catalogue/language.ts'
import type {Report} from '../../diagnosis/report.ts'
import {printable} from '../../terminal/printable.ts'
import {worstLast} from '../grouping.ts'
import {document, fence, text} from '../markdown-text.ts'
import type {BundleReporter} from './index.ts'

/** GitHub takes no longer issues than 65,536 characters; most of it is the log. */
const mostLogLength = 24_000
const mostModels = 30
const mostEvidenceLength = 2_000

/** The fields of Ollama's own bug template (.github/ISSUE_TEMPLATE/10_bug_report.yml), filled in as its form does. */
export const renderBundleMarkdown: BundleReporter = (bundle, language) => {
  const report = reportOf(bundle, language)
  return document([
    '### What is the issue?',
    ...issue(report, language),
    '### Relevant log output',
    fence(printable(logOf(bundle.log.sources))),
    '### OS',
    systemsOf(bundle).join(', '),
    '### GPU',
    vendorsOf(bundle.machine).join(', ') || '_No response_',
    '### CPU',
    vendorOf(bundle.machine?.system.processor ?? ''),
    '### Ollama version',
    text(report.targets[0]?.serverVersion ?? '_No response_'),
    `<details><summary>${bundle.tool.name} ${bundle.tool.version}</summary>`,
    ...(bundle.machine === null ? [] : [machineTable(bundle.machine)]),
    ...(bundle.models === null ? [] : [modelsOf(bundle.models)]),
    '</details>',
  ])
}

function issue(report: Report, language: Language): string[] {
  const found = report.targets.flatMap((target) => worstLast(target).reverse())
  if (found.length === 0) return ['What happened, and what was expected? (ollama-doctor found nothing wrong.)']
  return found.flatMap(({finding}) => [
    `**${text(finding.message)}** (\`${finding.code}\`, ${language.screen.confidences[finding.confidence]})`,
    ...finding.evidence.flatMap(({source, text: seen}) => [
      `${text(source)}:`,
      ...(seen === '' ? [] : [fence(printable(seen.slice(0, mostEvidenceLength)))]),
    ]),
  ])
}

function logOf(sources: readonly LogPart[]): string {
  const parts = sources.flatMap(({source, start, incidents}) => [
    ...(start.length > 0 ? [`# ${source}, its newest start`, ...start] : []),
    ...incidents.flatMap(({codes, times, lines}) => [
      `# ${[source, ...codes].join(', ')}${times > 1 ? ` (${times} times)` : ''}`,
      ...lines,
    ]),
  ])
  const whole = parts.join('\n')
  return whole.length > mostLogLength ? `…${whole.slice(-mostLogLength)}` : whole
}

function systemsOf({platform, machine}: Bundle): string[] {
  const names: Partial<Record<NodeJS.Platform, string>> = {linux: 'Linux', darwin: 'macOS', win32: 'Windows'}
  const isDocker = machine?.processes.some(({container}) => container !== undefined) ?? false
  return [names[platform] ?? platform, ...(isDocker ? ['Docker'] : []), ...(machine?.system.wsl === 2 ? ['WSL2'] : [])]
}

function vendorsOf(machine: BundledMachine | null): string[] {
  if (machine === null) return []
  if (machine.system.architecture === 'arm64' && /^macOS/.test(machine.system.name)) return ['Apple']
  const vendors = machine.gpus.flatMap(({source, gpus}) =>
    source === 'nvidia-smi' ? 'Nvidia' : source === 'amdgpu' ? 'AMD' : gpus.map(({name}) => vendorOf(name)),
  )
  return [...new Set(vendors)]
}

function vendorOf(name: string): string {
  const vendors = {Nvidia: /nvidia/i, AMD: /amd|radeon/i, Intel: /intel/i, Apple: /apple/i}
  return Object.entries(vendors).find(([, pattern]) => pattern.test(name))?.[0] ?? 'Other'
}

function machineTable({system, memory, gpus, service, installations, settings}: BundledMachine): string {
  const rows = [
    ['System', `${system.name}, ${system.kernel}, ${system.architecture}`],
    ['Processor', `${system.processor} × ${system.processors}`],
    ['Memory', bytesOf(memory.totalBytes, memory.availableBytes)],
    ['Limit', memory.limitBytes === undefined ? '' : formatFact('limitBytes', memory.limitBytes)],
    ...gpus.flatMap((reading) =>
      reading.trouble === undefined
        ? reading.gpus.map(({name, driver, totalBytes, usedBytes}) => [
            'GPU',
            [
              name,
              driver && `driver ${driver}`,
              bytesOf(totalBytes, totalBytes && usedBytes !== undefined ? totalBytes - usedBytes : undefined),
            ]
              .filter(Boolean)
              .join(', '),
          ])
        : [['GPU', `${reading.source}: ${reading.trouble}`]],
    ),
    ['Service', service === null ? '' : `${service.unit}: ${service.state} (${service.subState})`],
    ...installations.map(({path, version}) => ['Command', `${path} ${version ?? ''}`]),
    ...[settings.running, ...settings.meant].flatMap((set) =>
      set === undefined
        ? []
        : [
            [
              set.source,
              Object.entries(set.values)
                .map(([name, value]) => `${name}=${value}`)
                .join(' '),
            ],
          ],
    ),
  ].filter(([, value]) => value !== '')
  return ['| | |', '|---|---|', ...rows.map(([name = '', value = '']) => `| ${text(name)} | ${text(value)} |`)].join(
    '\n',
  )
}

function modelsOf({installed, loaded}: BundledModels): string {
  const names = installed
    .slice(0, mostModels)
    .map(({name, sizeBytes}) => `${name} (${formatFact('sizeBytes', sizeBytes)})`)
  const inMemory = loaded.map(({name, sizeBytes, vramBytes, contextLength}) =>
    [
      name,
      `${formatFact('sizeBytes', sizeBytes)}, of which ${formatFact('vramBytes', vramBytes)} on the GPU`,
      contextLength && `context ${contextLength}`,
    ]
      .filter(Boolean)
      .join(', '),
  )
  return text(`Models: ${names.join(', ')}${inMemory.length > 0 ? `. Loaded: ${inMemory.join('; ')}` : ''}`)
}

function bytesOf(totalBytes: number | undefined, freeBytes: number | undefined): string {
  if (totalBytes === undefined) return ''
  const total = formatFact('totalBytes', totalBytes)
  return freeBytes === undefined ? total : `${total}, ${formatFact('freeBytes', freeBytes)} free`
}
