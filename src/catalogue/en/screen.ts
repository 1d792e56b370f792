import type {Language} from '../language.ts'

export const screen: Language['screen'] = {
  passed: 'Passed',
  failed: 'Failed',
  undecided: 'Undecided',
  counts: 'errors: {errors}, warnings: {warnings}',
  next: 'Next',
  simulated: 'Simulated server, scenario “{scenario}”: nothing here is about a real Ollama',
  evidence: 'Seen',
  causes: 'Causes, the likeliest first',
  requests: 'Requests sent',
  skipped: 'skipped: {because}',
  couldNotCheck: 'could not be checked: {message}',
  orElse: 'Or else',
  seeVerbose: 'Run again with --verbose for all causes, fixes and requests.',
  moreEvidence: '{lines} more lines with --verbose',
  confidences: {certain: 'certain', likely: 'likely', possible: 'possible'},
  effects: {safe: 'safe', 'changes-state': 'changes state', 'needs-root': 'needs root'},
  platforms: {
    linux: 'Linux',
    docker: 'Docker',
    kubernetes: 'Kubernetes',
    macos: 'macOS',
    windows: 'Windows',
    wsl: 'WSL',
  },
}
