import type {Language} from '../language.ts'

export const verify: Language['verify'] = {
  from: {
    named: '{path}，由 --store 指定',
    server: '{path}，正在响应的服务的模型存储',
    environment: '{path}，由 OLLAMA_MODELS 指定；没有服务告知自己的存储',
    usual: '{path}，常见位置；没有服务告知自己的存储',
  },
  absent: '那里没有模型存储',
  elsewhere: '服务在另一台机器上：请在那里运行 verify，或用 --store 指定存储',
  statuses: {
    good: '每个文件都与下载时一致',
    damaged: '已损坏',
    undecided: '没有能读完',
    absent: '不在这个存储里',
  },
  goodQuick: '每个文件都在，大小正确，也不是空的',
  empty: '这个存储里没有模型。',
  orphans: '{count} 个没有模型使用的文件：{orphanBytes}',
  partials: '{count} 个未完成下载留下的文件：{partialBytes}',
  counts:
    '模型：{models}，损坏：{damaged}；文件：{blobs}[，已计算 {hashedBytes}][，每秒 {rateBytes}][，此前已知 {cachedBytes}]',
  quick: '只看了大小和零字节，没有计算摘要：不带 --quick 会逐个文件计算。',
  progress: '{doneBytes} / {totalBytes}',
  interrupted: '已中断：以下是到目前为止的发现。',
  servers: '服务自己的存储，模型：{count}',
  notServers: '不是服务的存储，模型：{count}',
  onlyHere: '只在这里：{models}',
  adopt: '要使用它们，请让服务的 OLLAMA_MODELS 指向那个目录（其用户须能读取），或重新拉取。什么也没有移动。',
}
