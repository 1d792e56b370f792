import type {Language} from '../language.ts'

export const screen: Language['screen'] = {
  passed: '通过',
  failed: '未通过',
  undecided: '无法判定',
  counts: '错误：{errors}，警告：{warnings}',
  next: '下一步',
  simulated: '模拟的服务，场景 “{scenario}”：以下内容与真实的 Ollama 无关',
  evidence: '所见',
  causes: '原因，可能性大的在前',
  requests: '发出的请求',
  skipped: '跳过：{because}',
  couldNotCheck: '无法检查：{message}',
  orElse: '也可能',
  seeVerbose: '加上 --verbose 再运行，可看到全部原因、解决办法和请求。',
  moreEvidence: '还有 {lines} 行，加 --verbose 可见',
  confidences: {certain: '确定', likely: '很可能', possible: '可能'},
  effects: {safe: '无副作用', 'changes-state': '会改变状态', 'needs-root': '需要 root'},
  platforms: {
    linux: 'Linux',
    docker: 'Docker',
    kubernetes: 'Kubernetes',
    macos: 'macOS',
    windows: 'Windows',
    wsl: 'WSL',
  },
}
