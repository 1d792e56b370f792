import type {Language} from '../language.ts'

export const pull: Language['pull'] = {
  present: '已经有了[，{totalBytes}]',
  cloud: '由 Ollama 云端应答：无需拉取',
  pulled: '已拉取[，{totalBytes}][，用时 {durationMs}][，共 {attempts} 次请求]',
  missing: '缺少，未拉取',
  wouldPull: '会被拉取[，前提是 {freeBytes} 的可用空间放得下]；开始拉取后才知道大小',
  failed: '没有拉取成功',
  gaveUp: '{message}；请求 {attempts} 次后放弃',
  unverified: '已拉取，但之后服务没有说明模型是否存在',
  manifest: '正在询问仓库',
  verify: '正在校验 SHA-256',
  finish: '正在收尾',
  done: '{doneBytes} / {totalBytes}',
  repeated: '文件损坏，重新下载：{doneBytes} / {totalBytes}',
  left: '还需 {leftMs}',
  still: '{stillMs} 没有数据',
  again: '{delayMs} 后重试（已请求 {attempts} 次）：{message}',
  counts: '所需的 {required} 个模型中有 {there} 个存在',
  dryRun: '什么都没有拉取：所需的 {required} 个模型中缺少 {missing} 个',
  confirm: '让 {url} 拉取 {models}？[Y/n] ',
  kept: '已中断。服务会保留已下载的部分；再次运行同一命令即可继续。',
}
